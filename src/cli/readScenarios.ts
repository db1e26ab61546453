import type { Diagnostic } from '#model/diagnostic.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import type { InputProblem } from './inputProblem.ts';
import { joinFiles, type JoinedText } from './joinFiles.ts';
import { openScenario, type OpenedScenario } from './openScenario.ts';
import { sentenceOfDiagnostic } from './sentences.ts';
import { readInput, type InputFile } from './readInput.ts';

/** One scenario of the command line, with the way from its text back to the files. */
export interface NamedScenario {
  /** The file with the Scenario document, or all files where none has one. */
  readonly name: string;
  readonly opened: OpenedScenario;
  readonly locate: JoinedText['locate'];
}

export interface ReadScenarios {
  readonly scenarios: readonly NamedScenario[];
  readonly problems: readonly InputProblem[];
}

/**
 * Reads the files of a command. Files without a Scenario document belong to each that has one, so that manifests can
 * be shared by several scenarios; where none has one, all files together are one scenario.
 */
export function readScenarios(names: readonly string[]): ReadScenarios {
  const results = names.map(readInput);
  const files = results.flatMap((result) => (result.ok ? [result.file] : []));
  const unreadable = results.flatMap((result) => (result.ok ? [] : [result.problem]));
  const scenarios = groupFiles(files).map(openGroup);
  const problems = scenarios.flatMap(({ opened, locate }) =>
    opened.diagnostics.filter(isBadInput).map((diagnostic) => problemOf(diagnostic, locate)),
  );
  return { scenarios, problems: [...unreadable, ...problems] };
}

function groupFiles(files: readonly InputFile[]): readonly (readonly InputFile[])[] {
  if (files.length < 2) return files.length === 0 ? [] : [files];
  const leaders = files.filter(({ text }) => statesScenario(text));
  if (leaders.length < 2) return [files];
  return leaders.map((leader) => files.filter((file) => file === leader || !leaders.includes(file)));
}

function statesScenario(text: string): boolean {
  return parseScenario(text).manifests.some(({ state }) => state === 'scenario');
}

function openGroup(files: readonly InputFile[]): NamedScenario {
  const joined = joinFiles(files);
  return { name: files.map(({ name }) => name).join(' '), opened: openScenario(joined.text), locate: joined.locate };
}

/** What the API server would refuse is an answer about the scenario; what cannot be read at all is bad input. */
function isBadInput({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && code.startsWith('document/');
}

export function problemOf(diagnostic: Diagnostic, locate: JoinedText['locate']): InputProblem {
  return { ...locate(diagnostic.range), code: diagnostic.code, message: sentenceOfDiagnostic(diagnostic) };
}
