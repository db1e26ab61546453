import type { ManifestEntry } from '#model/compiled.ts';
import type { Severity } from '#model/diagnostic.ts';
import { numbersOf } from '../../numbers.ts';

const { count, number } = numbersOf('en');

const severities: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };
const groups: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Notes' };
const states: Readonly<Record<ManifestEntry['state'], string>> = {
  ok: '',
  broken: 'broken',
  'not-simulated': 'not simulated',
  scenario: 'scenario',
  empty: 'empty',
};

export const source = {
  tabs: { label: 'Source', manifests: 'Manifests', resources: 'Resources', problems: 'Problems' },
  problemCount: (errors: number, warnings: number) =>
    `${count(errors, 'error', 'errors')}, ${count(warnings, 'warning', 'warnings')}`,
  hover: {
    required: 'required',
    default: (value: string) => `${value} unless said otherwise`,
    oneOf: (words: readonly string[]) => `One of ${words.join(', ')}.`,
  },
  manifests: {
    label: 'Manifests',
    edit: 'Edit',
    editHint: 'Press Enter or click a line to edit.',
    readOnly: 'Read-only: opened from a link.',
    loading: 'Loading the editor…',
    loadFailed: 'The editor could not be loaded. Check the connection and try again.',
    editorLabel: 'Manifests, YAML. Escape, then Tab leaves the editor.',
    tabHint: 'Escape, then Tab leaves the editor',
    paste: 'Paste manifests here',
    pasteHint: 'Anything kubectl prints: kubectl get -o yaml, a Helm chart, several files joined by ---.',
    start: 'Start writing',
  },
  resources: {
    filter: 'Filter resources',
    none: 'No resources yet',
    noneHint: 'Paste manifests, or draw a namespace on the canvas.',
    noMatch: 'Nothing matches.',
    cluster: 'Cluster',
    total: (total: number) => count(total, 'resource', 'resources'),
    show: (name: string) => `Show ${name} in the manifests`,
    states,
    stale: 'last good version is simulated',
    condition: (type: string, reason: string) => `${type}: ${reason}`,
    healthy: 'accepted',
  },
  problems: {
    none: 'No problems',
    noneHint: 'Everything in the text is understood and does what it says.',
    severities,
    groups,
    place: (line: number, column: number) => `${String(line)}:${String(column)}`,
    placeLabel: (line: number, column: number) => `line ${String(line)}, column ${String(column)}`,
    notSimulated: (total: number) => `Not simulated (${number(total)})`,
    notSimulatedHint: 'These objects are kept and shown, and change nothing in the simulation.',
    engine: {
      restarted: 'The simulator took too long on this text and was restarted. The picture shows the last good state.',
      failed:
        'The simulator failed on this text. That is our mistake, not yours. The picture shows the last good state.',
    },
  },
};
