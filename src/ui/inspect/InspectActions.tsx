import { useId, useState } from 'react';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { WaypointBindingSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import type { Inspected } from './inspected.ts';
import { RenameForm } from './RenameForm.tsx';
import styles from './InspectPanel.module.css';

interface InspectActionsProps {
  readonly subject: Inspected;
  readonly edited: ResourceRef;
}

/** What can be changed about an object; every change is an edit of its manifest. */
export function InspectActions({ subject, edited }: InspectActionsProps) {
  const { actions: texts } = useTexts().panels.inspect;
  const { edit, select } = useActions();
  const [renaming, setRenaming] = useState(false);
  const waypointTarget = subject.kind === 'namespace' || subject.kind === 'service' || subject.kind === 'workload';

  return (
    <section className={styles.section} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <AmbientChoice subject={subject} edited={edited} />
      {waypointTarget ? <WaypointChoice binding={bindingOf(subject)} edited={edited} /> : null}
      {renaming ? (
        <RenameForm
          name={edited.name}
          onRename={(to) => {
            setRenaming(false);
            if (to === undefined) return;
            void edit({ kind: 'rename', ref: edited, to });
            select([{ ...edited, name: to }]);
          }}
        />
      ) : (
        <div className={styles.buttons}>
          <button
            type="button"
            className={kit.button}
            onClick={() => {
              setRenaming(true);
            }}
          >
            {texts.rename}
          </button>
          <button
            type="button"
            className={kit.button}
            onClick={() => {
              void edit({ kind: 'duplicate', refs: [edited] });
            }}
          >
            {texts.duplicate}
          </button>
          <button
            type="button"
            className={kit.button}
            data-danger
            onClick={() => {
              void edit({ kind: 'remove-resources', refs: [edited] });
              select([]);
            }}
          >
            {texts.remove}
          </button>
        </div>
      )}
    </section>
  );
}

function bindingOf(subject: Inspected): WaypointBindingSummary | undefined {
  switch (subject.kind) {
    case 'namespace':
      return subject.namespace.useWaypoint;
    case 'service':
      return subject.service.waypoint;
    case 'workload':
      return subject.workload.waypoint;
    case 'gateway':
    case 'attachment':
    case 'other':
      return undefined;
  }
}

const ambientChoices = ['on', 'off', 'inherit'] as const;

function AmbientChoice({ subject, edited }: InspectActionsProps) {
  const id = useId();
  const { actions: texts } = useTexts().panels.inspect;
  const { edit } = useActions();
  if (subject.kind !== 'namespace' && subject.kind !== 'workload') return null;
  const choice =
    subject.kind === 'namespace' ? (subject.namespace.ambient ? 'on' : 'inherit') : ownMode(subject.workload.labels);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{texts.ambient}</label>
      <select
        id={id}
        className={kit.input}
        value={choice}
        onChange={({ target }) => {
          const to = ambientChoices.find((candidate) => candidate === target.value);
          if (to !== undefined) void edit({ kind: 'set-ambient', target: edited, to });
        }}
      >
        {ambientChoices.map((candidate) => (
          <option key={candidate} value={candidate}>
            {texts.ambientChoices[candidate]}
          </option>
        ))}
      </select>
    </div>
  );
}

function ownMode(own: Readonly<Record<string, string>>): (typeof ambientChoices)[number] {
  const mode = Object.hasOwn(own, labels.dataplaneMode) ? own[labels.dataplaneMode] : undefined;
  return mode === 'ambient' ? 'on' : mode === 'none' ? 'off' : 'inherit';
}

interface WaypointChoiceProps {
  readonly binding: WaypointBindingSummary | undefined;
  readonly edited: ResourceRef;
}

function WaypointChoice({ binding, edited }: WaypointChoiceProps) {
  const id = useId();
  const { actions: texts } = useTexts().panels.inspect;
  const gateways = useAppStore((state) => state.compiled?.summary.gateways ?? []);
  const { edit } = useActions();
  const waypoints = gateways.filter(({ role }) => role === 'waypoint');
  const current = waypoints.find(({ namespace, name }) => binding?.requested === `${namespace}/${name}`);
  const own = binding?.because.some(({ resource }) => keyOf(resource) === keyOf(edited)) ?? false;
  const value = !own
    ? 'inherit'
    : binding?.requested === 'none'
      ? 'none'
      : current === undefined
        ? ''
        : keyOf(current.ref);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{texts.waypoint}</label>
      <select
        id={id}
        className={kit.input}
        value={value}
        onChange={({ target }) => {
          const chosen = waypoints.find(({ ref }) => keyOf(ref) === target.value)?.ref;
          const waypoint = chosen ?? (target.value === 'none' ? 'none' : 'inherit');
          void edit({ kind: 'set-waypoint', target: edited, waypoint });
        }}
      >
        {value === '' ? <option value="">{binding?.requested}</option> : null}
        <option value="inherit">{texts.inherit}</option>
        {waypoints.map(({ ref, namespace, name }) => (
          <option key={keyOf(ref)} value={keyOf(ref)}>
            {`${namespace}/${name}`}
          </option>
        ))}
        <option value="none">{texts.none}</option>
      </select>
    </div>
  );
}
