import { parseArgs } from 'node:util';
import { runConformance } from './commands/conformance.ts';
import { runCheckLessons } from './commands/checkLessons.ts';
import { runDiff } from './commands/diff.ts';
import { runLint } from './commands/lint.ts';
import { runMatrix } from './commands/matrix.ts';
import { runStatus } from './commands/status.ts';
import { runTest } from './commands/test.ts';
import { runTrace } from './commands/trace.ts';
import { exitStatus, type ExitStatus, type Output } from './exitStatus.ts';

const usage = `usage: ambient-playground <command>
  trace FILE… [--request NAME] [--from NS/POD --to URL --method M --header K:V …] [--seeds N] [--json]
  status FILE… [--json]
  test FILE…
  lint FILE… [--json]
  matrix FILE… [--json]
  diff A B [--json]
  check-lessons FILE…
  conformance DIR [--json] [--results FILE]`;

const options = {
  request: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  method: { type: 'string' },
  header: { type: 'string', multiple: true },
  seeds: { type: 'string' },
  results: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

/** Runs one command of the command line and says how it ended. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<ExitStatus> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return misused(output, error instanceof Error ? error.message : String(error));
  }
  const [command, ...files] = parsed.positionals;
  if (parsed.values.help === true) {
    output.out(usage);
    return exitStatus.ok;
  }
  if (command === undefined) return misused(output, 'no command');
  if (files.length === 0) return misused(output, `${command} needs a file`);
  return runCommand(command, files, parsed.values, output);
}

async function runCommand(
  command: string,
  files: readonly string[],
  values: Values,
  output: Output,
): Promise<ExitStatus> {
  const json = values.json === true;
  switch (command) {
    case 'trace':
      return trace(files, values, output);
    case 'status':
      return runStatus(files, json, output);
    case 'test':
      return runTest(files, output);
    case 'lint':
      return runLint(files, json, output);
    case 'matrix':
      return runMatrix(files, json, output);
    case 'diff':
      return runDiff(files, json, output);
    case 'check-lessons':
      return runCheckLessons(files, output);
    case 'conformance':
      return runConformance(
        { folder: files[0] ?? '', json, ...(values.results === undefined ? {} : { results: values.results }) },
        output,
      );
    default:
      return misused(output, `no command is called ${command}`);
  }
}

async function trace(files: readonly string[], values: Values, output: Output): Promise<ExitStatus> {
  const { request, from, to, method, header: headers = [], seeds: stated, json = false } = values;
  const seeds = stated === undefined ? undefined : Number(stated);
  if (seeds !== undefined && !(Number.isInteger(seeds) && seeds > 0)) return misused(output, '--seeds needs a number');
  return runTrace(
    {
      files,
      headers,
      json,
      ...(request === undefined ? {} : { request }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(method === undefined ? {} : { method }),
      ...(seeds === undefined ? {} : { seeds }),
    },
    output,
  );
}

function misused({ problem }: Output, message: string): ExitStatus {
  problem(`-:1:1 cli/usage ${message}`);
  usage.split('\n').forEach(problem);
  return exitStatus.badInput;
}
