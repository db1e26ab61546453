import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { MenuButton } from '#ui/kit/MenuButton.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import type { NamespaceNodeType } from '../canvasNode.ts';
import { shortName } from '../nodeWords.ts';
import { waypointChoices } from '../waypointChoices.ts';
import styles from './node.module.css';
import { PolicyChips } from './PolicyChips.tsx';

/** A namespace as a container: whether it is in ambient mode, and which waypoint it asks for. */
export const NamespaceNode = memo(function NamespaceNode({ data }: NodeProps<NamespaceNodeType>) {
  const { canvas: texts } = useTexts().shell;
  const actions = useActions();
  const readOnly = useAppStore((state) => state.readOnly);
  const { ref, namespace, policies } = data;
  return (
    <div
      className={styles.namespace}
      data-ambient={namespace.ambient ? '' : undefined}
      data-undeclared={namespace.declared ? undefined : ''}
    >
      <div className={styles.header}>
        <span className={styles.title} title={namespace.declared ? namespace.name : texts.notDeclared}>
          {namespace.name}
        </span>
        <WaypointControl data={data} />
        <PolicyChips policies={policies} />
        <button
          type="button"
          role="switch"
          className={`${styles.toggle ?? ''} nodrag`}
          aria-checked={namespace.ambient}
          aria-label={texts.ambientSwitch(namespace.name)}
          disabled={readOnly}
          onClick={() => {
            void actions.edit({ kind: 'set-ambient', target: ref, to: namespace.ambient ? 'inherit' : 'on' });
          }}
        >
          {texts.ambient}
          <span className={styles.switch} />
        </button>
      </div>
    </div>
  );
});

function WaypointControl({ data }: { readonly data: NamespaceNodeType['data'] }) {
  const { canvas: texts } = useTexts().shell;
  const actions = useActions();
  const readOnly = useAppStore((state) => state.readOnly);
  const gateways = useAppStore((state) => state.compiled?.summary.gateways) ?? emptyMeshSummary.gateways;
  const { ref, namespace } = data;
  const binding = namespace.useWaypoint;
  const hasChoice = binding !== undefined || gateways.some(({ role }) => role === 'waypoint');
  if (!hasChoice) return null;
  const name = binding === undefined ? undefined : shortName(binding.requested, namespace.name);
  const isBroken = binding !== undefined && binding.bound === undefined && binding.requested !== 'none';
  return (
    <span
      className={`${styles.chip ?? ''} ${styles.waypoint ?? ''} nodrag`}
      data-unset={binding === undefined ? '' : undefined}
      data-broken={isBroken ? '' : undefined}
      title={isBroken ? binding.reason : undefined}
    >
      <MenuButton
        label={texts.waypointMenu(namespace.name)}
        className={styles.chipButton}
        disabled={readOnly}
        entries={() =>
          waypointChoices(
            gateways,
            binding,
            texts.unset,
            texts.noWaypoint,
            (waypoint: ResourceRef | 'none' | 'inherit') => {
              void actions.edit({ kind: 'set-waypoint', target: ref, waypoint });
            },
          )
        }
      >
        {name === undefined ? texts.addWaypoint : texts.useWaypoint(name)}
      </MenuButton>
    </span>
  );
}
