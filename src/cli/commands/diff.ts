import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';

export function runDiff(_files: readonly string[], _json: boolean, { problem }: Output): ExitStatus {
  problem('-:1:1 cli/not-yet diff is not there yet');
  return exitStatus.badInput;
}
