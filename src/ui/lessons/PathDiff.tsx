import { diffArrays } from 'diff';
import { Ban, Check, CircleHelp, TriangleAlert } from 'lucide-react';
import type { Trace } from '#model/trace.ts';
import type { PathChange } from '#store/lessonState.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip, type ChipTone } from '#ui/kit/Chip.tsx';
import { hopName, hopSummary } from '#ui/playback/hopWords.ts';
import { statusPhrase } from '#ui/trace/statusPhrase.ts';
import { verdictChip, type VerdictChip } from '#ui/trace/verdictChip.ts';
import styles from './Change.module.css';
import { useLessonTexts } from './lessonTexts.tsx';
import { Words } from './Prose.tsx';

interface PathDiffProps {
  readonly change: PathChange;
}

/** The path of one request before and after a change: hops that come are added, hops that go are struck out. */
export function PathDiff({ change: { request, before, after } }: PathDiffProps) {
  const { change: texts } = useLessonTexts();
  const catalogue = useTexts();
  if (before === undefined || after === undefined) return null;
  const [old, mended] = [hopsOf(before, catalogue), hopsOf(after, catalogue)];
  const isSame = old.join('\n') === mended.join('\n') && sameVerdict(before, after);
  return (
    <div className={styles.path}>
      <p className={styles.request}>
        <b>{request.method ?? 'GET'}</b>
        <span>{request.to}</span>
        <small>{request.from}</small>
      </p>
      <dl className={styles.verdicts}>
        <dt>
          <Words text={texts.before} />
        </dt>
        <dd>
          <VerdictMark trace={before} />
        </dd>
        <dt>
          <Words text={texts.after} />
        </dt>
        <dd>
          <VerdictMark trace={after} />
        </dd>
      </dl>
      {isSame ? (
        <p className={styles.quiet}>{texts.samePath}</p>
      ) : (
        <ol className={styles.hops}>
          {diffArrays([...old], [...mended]).flatMap(({ value, added, removed }, part) =>
            value.map((hop, index) => (
              <li key={`${String(part)}-${String(index)}`}>
                {added ? <ins>{hop}</ins> : removed ? <del>{hop}</del> : <span>{hop}</span>}
              </li>
            )),
          )}
        </ol>
      )}
    </div>
  );
}

const tones: Readonly<Record<VerdictChip['tone'], ChipTone>> = {
  ok: 'ok',
  warn: 'plain',
  deny: 'deny',
  fail: 'deny',
  unknown: 'neutral',
};
const icons = { ok: Check, warn: TriangleAlert, deny: Ban, fail: TriangleAlert, unknown: CircleHelp } as const;

export function VerdictMark({ trace }: { readonly trace: Trace }) {
  const { trace: texts } = useTexts().panels;
  const { tone, status, word } = verdictChip(trace.verdict);
  const Icon = icons[tone];
  return (
    <Chip tone={tones[tone]}>
      <Icon size={11} strokeWidth={2.5} aria-hidden />
      {status === undefined ? texts.words[word] : statusPhrase(status)}
    </Chip>
  );
}

function hopsOf(trace: Trace, { shell, panels }: Catalogue): readonly string[] {
  return trace.hops.map((hop, index) => {
    const leg = hop.leg === undefined ? '' : ` → ${panels.trace.transports[hop.leg.transport]}`;
    return `${hopName(hop, shell.player)}: ${hopSummary(trace, index, shell.player)}${leg}`;
  });
}

function sameVerdict({ verdict: a }: Trace, { verdict: b }: Trace): boolean {
  return a.kind === b.kind && a.status === b.status && a.client === b.client && a.deniedBy === b.deniedBy;
}
