import type { ConformanceResults, ExclusionCode, FolderResult, Upstream } from '#model/conformance.ts';
import type { Locale } from '#store/state.ts';
import type { ConformanceTexts } from '#ui/i18n/en/conformance.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';
import styles from './ConformanceDialog.module.css';

interface ConformanceReportProps {
  readonly texts: ConformanceTexts;
  readonly locale: Locale;
  readonly results: ConformanceResults;
}

/** Everything the page says about one run. */
export function ConformanceReport({ texts, locale, results }: ConformanceReportProps) {
  const total = (count: (folder: FolderResult) => number): number =>
    results.folders.reduce((sum, folder) => sum + count(folder), 0);
  const passed = total((folder) => folder.passed);
  const failed = total((folder) => folder.failed);
  const compared = passed + failed;
  return (
    <div className={styles.body}>
      <p className={styles.lead}>{texts.lead}</p>
      <p className={styles.total}>
        <strong data-tone={failed === 0 ? 'ok' : 'plain'}>{texts.agree(passed, compared)}</strong>
        <span>{texts.differ(failed)}</span>
        <span>{texts.leftOut(total((folder) => folder.skipped))}</span>
        <time dateTime={results.ranAt}>{texts.ran(new Date(results.ranAt))}</time>
      </p>
      <h3 id="conformance-table">{texts.table}</h3>
      {/* It scrolls sideways on a phone, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-labelledby="conformance-table" tabIndex={0}>
        <Folders texts={texts} locale={locale} results={results} />
      </div>
      <h3>{texts.method}</h3>
      <p>{texts.methodText}</p>
      <h3>{texts.excluded}</h3>
      <dl className={styles.reasons}>
        {reasonsOf(results).map(([code, rows]) => (
          <div key={code}>
            <dt>{texts.reasons[code]}</dt>
            <dd>{texts.rows(rows)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Folders({ texts, locale, results }: ConformanceReportProps) {
  const { columns } = texts;
  const { number } = numbersOf(locale);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.against}</th>
          <th scope="col">{columns.files}</th>
          <th scope="col">{columns.agree}</th>
          <th scope="col">{columns.differ}</th>
          <th scope="col">{columns.leftOut}</th>
        </tr>
      </thead>
      <tbody>
        {results.folders.map(({ folder, upstreams, files, passed, failed, skipped }) => (
          <tr key={folder}>
            <th scope="row">
              {texts.folders[folder]?.name ?? folder}
              <span>{texts.folders[folder]?.about}</span>
            </th>
            <td>
              {upstreams.map((upstream) => (
                <Made key={upstream.name} upstream={upstream} />
              ))}
            </td>
            <td data-label={columns.files}>{number(files)}</td>
            <td data-label={columns.agree}>{number(passed)}</td>
            <td data-label={columns.differ} data-tone={failed === 0 ? undefined : 'plain'}>
              {number(failed)}
            </td>
            <td data-label={columns.leftOut}>{number(skipped)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Made({ upstream: { name, at } }: { readonly upstream: Upstream }) {
  return (
    <span className={styles.upstream}>
      <code>{name}</code>
      <span>{at}</span>
    </span>
  );
}

/** Most rows first. */
function reasonsOf({ excluded }: ConformanceResults): readonly (readonly [ExclusionCode, number])[] {
  const sums = new Map<ExclusionCode, number>();
  for (const { code, rows } of excluded) sums.set(code, (sums.get(code) ?? 0) + rows);
  return [...sums].sort(([, a], [, b]) => b - a);
}
