import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Hop, Trace } from '#model/trace.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { explainReason } from '#ui/i18n/explain.ts';
import type { ExportTexts } from '#ui/i18n/en/export.ts';
import { fieldLabel } from '../trace/fieldLabel.ts';
import { legWords, mermaidSequence } from './mermaidSequence.ts';
import { requestWords, verdictWords } from './verdictWords.ts';

export interface Report {
  readonly title: string;
  readonly trace: Trace;
  readonly catalogue: Catalogue;
  readonly texts: ExportTexts;
  /** The scenario, whole. */
  readonly manifests: string;
  /** An address that opens it; absent where it would be too long. */
  readonly link: string | undefined;
}

/** A trace for an issue or a pull request: verdict, five answers, the sequence, every step with its evidence, the manifests. */
export function traceMarkdown({ title, trace, catalogue, texts, manifests, link }: Report): string {
  const { chip, headline } = verdictWords(trace, catalogue);
  const steps = trace.hops.map((hop, index) => stepMarkdown(hop, index, catalogue, texts));
  return [
    `### ${inline(title)}`,
    `${code(requestWords(trace))}\n\n**${inline(chip)}** ${inline(headline)}`,
    answersTable(trace, catalogue),
    `\`\`\`mermaid\n${mermaidSequence(trace, catalogue)}\n\`\`\``,
    `#### ${texts.steps}\n\n${steps.join('\n')}`,
    ...(trace.logs.length === 0 ? [] : [details(texts.logs, 'text', trace.logs.map(({ line }) => line).join('\n'))]),
    details(texts.manifests, 'yaml', manifests.trimEnd()),
    link === undefined ? texts.simulated : `[${texts.open}](${link}) · ${texts.simulated}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function answersTable(trace: Trace, { panels: { trace: texts } }: Catalogue): string {
  const { captured, dialled, waypoints, enforcers, podSees } = trace.five;
  const who = enforcers.map(
    ({ at, policies, result }) =>
      `${texts.place(at)} ${result === 'deny' ? texts.denies : texts.allows} ${policies.join(', ')}`,
  );
  const identity = podSees?.identity === 'none' ? texts.noIdentity : podSees?.identity;
  const rows: readonly (readonly [string, string])[] = [
    [texts.five.captured, texts.captured(captured.source, captured.destination)],
    [texts.five.dialled, `${texts.dialled[dialled.kind]} ${dialled.address}:${String(dialled.port)}`],
    [texts.five.waypoint, waypoints.length === 0 ? texts.noWaypoint : waypoints.join(', ')],
    [texts.five.decidedBy, who.length === 0 ? texts.noPolicy : who.join('; ')],
    [texts.five.podSees, identity ?? texts.noPod],
  ];
  const head = `| ${texts.five.label} | |\n|---|---|`;
  return [head, ...rows.map(([question, answer]) => `| ${inline(question)} | ${inline(answer)} |`)].join('\n');
}

function stepMarkdown(hop: Hop, index: number, catalogue: Catalogue, texts: ExportTexts): string {
  const { trace } = catalogue.panels;
  const reasons = hop.decisions.map(({ reason, because, source }) => {
    const evidence = because.length === 0 ? '' : ` (${because.map(fieldText).join(', ')})`;
    return `   - ${inline(explainReason(catalogue, reason))}${evidence} <sub>${inline(source)}</sub>`;
  });
  const leg = hop.leg === undefined ? [] : [`   - ${texts.sends} ${code(legWords(hop.leg, catalogue.panels))}`];
  return [`${String(index + 1)}. **${inline(trace.hopTitle(hop.at, hop.phase))}**`, ...reasons, ...leg].join('\n');
}

function fieldText(field: FieldRef): string {
  return code(fieldLabel(field));
}

function details(summary: string, language: string, content: string): string {
  const fence = fenceFor(content);
  return `<details><summary>${summary}</summary>\n\n${fence}${language}\n${content}\n${fence}\n\n</details>`;
}

/** A fence that the content does not contain. */
function fenceFor(content: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  return '`'.repeat(longest + 1);
}

function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Names come from manifests: nothing in them is markup. */
function inline(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}
