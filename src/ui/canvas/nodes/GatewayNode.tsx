import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GatewaySummary } from '#model/meshSummary.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { GatewayData, GatewayNodeType } from '../canvasNode.ts';
import styles from './node.module.css';

/** A waypoint or another gateway, with how much is attached to it. */
export const GatewayNode = memo(function GatewayNode({ data }: NodeProps<GatewayNodeType>) {
  const { canvas: texts } = useTexts().shell;
  const { gateway, stale } = data;
  const attached = attachedWords(data, texts);
  return (
    <div
      className={`${styles.card ?? ''} ${styles.gateway ?? ''}`}
      data-role={gateway.role}
      data-stale={stale ? '' : undefined}
      data-idle={gateway.programmed ? undefined : ''}
      title={stale ? texts.stale : gateway.name}
    >
      <span className={styles.name}>{gateway.name}</span>
      <span className={styles.line}>{roleOf(gateway, texts)}</span>
      <span className={styles.chips}>
        <span className={styles.chip} data-tone={attached === undefined ? 'neutral' : undefined}>
          <span>{attached ?? texts.nothingAttached}</span>
        </span>
      </span>
      <Handle type="target" position={Position.Left} className={styles.target ?? ''} />
    </div>
  );
});

function attachedWords({ policyCount, routeCount }: GatewayData, texts: ShellTexts['canvas']): string | undefined {
  const words = [
    ...(policyCount === 0 ? [] : [texts.policies(policyCount)]),
    ...(routeCount === 0 ? [] : [texts.routes(routeCount)]),
  ];
  return words.length === 0 ? undefined : words.join(' · ');
}

function roleOf(gateway: GatewaySummary, texts: ShellTexts['canvas']): string {
  if (!gateway.programmed) return texts.notProgrammed;
  switch (gateway.role) {
    case 'waypoint':
      return gateway.waypointFor === 'none' ? texts.waypointForNothing : texts.waypointFor(gateway.waypointFor);
    case 'ingress':
      return [texts.ingress, ...gateway.addresses.slice(0, 1)].join(' · ');
    case 'other':
      return texts.gateway;
  }
}
