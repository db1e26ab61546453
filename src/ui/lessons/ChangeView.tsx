import { diffLines } from 'diff';
import type { Offer } from '#store/lessonState.ts';
import styles from './Change.module.css';
import { useLessonTexts } from './lessonTexts.tsx';
import { PathDiff } from './PathDiff.tsx';

/** A change before it is made: what becomes of the text, and of the paths. */
export function ChangeView({ offer }: { readonly offer: Offer }) {
  const { change: texts } = useLessonTexts();
  return (
    <>
      <h4 className={styles.title}>{texts.yaml}</h4>
      <TextDiff before={offer.before} after={offer.after} />
      {offer.paths.length === 0 ? null : <h4 className={styles.title}>{texts.path}</h4>}
      {offer.paths.map((change) => (
        <PathDiff key={change.request.name} change={change} />
      ))}
    </>
  );
}

/** Unchanged lines that are shown around a change. */
const around = 2;

function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const { change: texts } = useLessonTexts();
  if (before === after) return <p className={styles.quiet}>{texts.same}</p>;
  const parts = diffLines(before, after);
  return (
    <div className={styles.text}>
      {parts.map(({ value, added, removed }, index) => {
        const lines = value.replace(/\n$/, '').split('\n');
        if (added || removed) {
          return lines.map((line, at) => (
            <Line key={`${String(index)}-${String(at)}`} line={line} kind={added ? 'added' : 'removed'} />
          ));
        }
        const [head, tail] = [index === 0 ? 0 : around, index === parts.length - 1 ? 0 : around];
        const hidden = lines.length - head - tail;
        const shown = hidden <= 1 ? lines : lines.slice(0, head);
        const rest = hidden <= 1 || tail === 0 ? [] : lines.slice(-tail);
        return [
          ...shown.map((line, at) => <Line key={`${String(index)}-${String(at)}`} line={line} kind="same" />),
          ...(hidden <= 1
            ? []
            : [
                <p key={`${String(index)}-gap`} className={styles.gap}>
                  {texts.unchanged(hidden)}
                </p>,
              ]),
          ...rest.map((line, at) => <Line key={`${String(index)}-rest-${String(at)}`} line={line} kind="same" />),
        ];
      })}
    </div>
  );
}

function Line({ line, kind }: { readonly line: string; readonly kind: 'added' | 'removed' | 'same' }) {
  switch (kind) {
    case 'added':
      return <ins>{`+ ${line}`}</ins>;
    case 'removed':
      return <del>{`- ${line}`}</del>;
    case 'same':
      return <span>{`  ${line}`}</span>;
  }
}
