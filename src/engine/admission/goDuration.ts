import { none, refuse, refuseIf, type Findings } from './goError.ts';
import { parseGoDuration } from './goText.ts';

/** Mirrors istio `agent.ValidateDuration`; a field that is left out is fine. */
export function checkDuration(text: string | undefined): Findings {
  if (text === undefined) return none;
  const millis = parseGoDuration(text) ?? 0;
  if (millis < 1) return refuse('duration must be greater than 1ms');
  return refuseIf(!Number.isInteger(millis), 'only durations to ms precision are supported');
}

export function isZeroDuration(text: string): boolean {
  return Math.trunc(parseGoDuration(text) ?? 0) === 0;
}
