import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Diagnostic, Severity } from '#model/diagnostic.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { lineIndex, placeAt, type LineIndex } from '#ui/editor/lineIndex.ts';
import { explainDiagnostic } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import styles from './ProblemsTab.module.css';

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const icons = { error: CircleX, warning: TriangleAlert, info: Info } as const;
const none: readonly Diagnostic[] = [];
const nothing: readonly ResourceRef[] = [];

/** More rows than this help nobody; the rest waits until these are gone. */
const shownPerGroup = 200;

/** What is wrong with the text, worst first, each with its place; then what takes no part in the simulation. */
export function ProblemsTab() {
  const { problems: texts } = useTexts().panels.source;
  const diagnostics = useAppStore((state) => state.compiled?.diagnostics ?? none);
  const notSimulated = useAppStore((state) => state.compiled?.summary.notSimulated ?? nothing);
  const engine = useAppStore((state) => state.engine);
  const text = useAppStore((state) => state.text);
  const index = useMemo(() => lineIndex(text), [text]);
  const broken = engine === 'restarted' || engine === 'failed';

  return (
    <div className={styles.problems}>
      {broken ? (
        <p className={styles.engine} role="alert">
          <TriangleAlert size={14} aria-hidden />
          {texts.engine[engine]}
        </p>
      ) : null}
      {diagnostics.length === 0 && !broken ? (
        <div className={kit.empty}>
          <CircleCheck size={22} color="var(--ok-ink)" aria-hidden />
          <strong>{texts.none}</strong>
          <p>{texts.noneHint}</p>
        </div>
      ) : null}
      {severities.map((severity) => (
        <ProblemGroup
          key={severity}
          severity={severity}
          index={index}
          diagnostics={diagnostics.filter((diagnostic) => diagnostic.severity === severity)}
        />
      ))}
      <NotSimulated refs={notSimulated} />
    </div>
  );
}

interface ProblemGroupProps {
  readonly severity: Severity;
  readonly index: LineIndex;
  readonly diagnostics: readonly Diagnostic[];
}

function ProblemGroup({ severity, index, diagnostics }: ProblemGroupProps) {
  const { source, inspect } = useTexts().panels;
  if (diagnostics.length === 0) return null;
  const hidden = diagnostics.length - shownPerGroup;
  return (
    <section aria-label={source.problems.groups[severity]}>
      <h2 className={styles.title}>{source.problems.groups[severity]}</h2>
      <ul className={styles.list}>
        {diagnostics.slice(0, shownPerGroup).map((diagnostic, position) => (
          <ProblemRow key={position} diagnostic={diagnostic} index={index} />
        ))}
      </ul>
      {hidden > 0 ? <p className={kit.small}>{inspect.more(hidden)}</p> : null}
    </section>
  );
}

function ProblemRow({ diagnostic, index }: { readonly diagnostic: Diagnostic; readonly index: LineIndex }) {
  const catalogue = useTexts();
  const { problems: texts } = catalogue.panels.source;
  const { revealRange, revealField, select } = useActions();
  const { severity, resource, range, path } = diagnostic;
  const Icon = icons[severity];
  const place = range === undefined ? undefined : placeAt(index, range.start);

  function handleShow(): void {
    if (resource !== undefined) select([resource]);
    if (range !== undefined) revealRange(range);
    else if (resource !== undefined) revealField(resource, path ?? []);
  }

  return (
    <li>
      <button type="button" className={styles.problem} onClick={handleShow}>
        <Icon size={14} className={styles.icon} data-severity={severity} aria-label={texts.severities[severity]} />
        <span className={styles.message}>{explainDiagnostic(catalogue, diagnostic)}</span>
        <span className={styles.place}>
          {resource === undefined ? null : <span>{`${resource.kind}/${resource.name}`}</span>}
          {place === undefined ? null : (
            <span>
              <span aria-hidden>{texts.place(place.line, place.column)}</span>
              <span className={kit.hidden}>{texts.placeLabel(place.line, place.column)}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function NotSimulated({ refs }: { readonly refs: readonly ResourceRef[] }) {
  const { source, inspect } = useTexts().panels;
  const { revealField, select } = useActions();
  if (refs.length === 0) return null;
  return (
    <details className={styles.notSimulated}>
      <summary>{source.problems.notSimulated(refs.length)}</summary>
      <p className={kit.small}>{source.problems.notSimulatedHint}</p>
      <ul className={styles.list}>
        {refs.slice(0, shownPerGroup).map((ref) => (
          <li key={keyOf(ref)}>
            <button
              type="button"
              className={styles.object}
              onClick={() => {
                select([ref]);
                revealField(ref, []);
              }}
            >
              {`${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`}
            </button>
          </li>
        ))}
      </ul>
      {refs.length > shownPerGroup ? <p className={kit.small}>{inspect.more(refs.length - shownPerGroup)}</p> : null}
    </details>
  );
}
