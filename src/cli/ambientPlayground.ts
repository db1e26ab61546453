#!/usr/bin/env node
import { loadRegexEngine } from '#engine/regexEngine.ts';
import { runCommandLine } from './runCommandLine.ts';

await loadRegexEngine();
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  problem: (line) => process.stderr.write(`${line}\n`),
});
