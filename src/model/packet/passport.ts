import type { Hop, Transport } from '../trace.ts';
import { isWire } from './wire.ts';

/** An identity on the envelope, or `none`: plaintext, and the last steps inside a pod. */
export type Stamp = string;

export interface Passport {
  /** On the envelope that came. Null for the caller. */
  readonly before: Stamp | null;
  /** On the envelope that leaves. Null where the path ends. */
  readonly after: Stamp | null;
  /** `checked`: it has been looked at and goes no further. */
  readonly change: 'none' | 'kept' | 'issued' | 'restamped' | 'dropped' | 'checked';
}

const sealed: readonly Transport[] = ['hbone', 'double-hbone', 'istio-mtls'];

/** Whose identity is on a packet before and after a hop. */
export function passportAt(hops: readonly Hop[], step: number, goesOn: boolean): Passport {
  const before = step === 0 ? null : stampAfter(hops, step - 1);
  const after = goesOn ? stampAfter(hops, step) : null;
  return { before, after, change: changeOf(before, after, hops[step]?.leg === undefined) };
}

function changeOf(before: Stamp | null, after: Stamp | null, staysInPod: boolean): Passport['change'] {
  const [had, has] = [before !== null && before !== 'none', after !== null && after !== 'none'];
  if (had && has) return before === after ? 'kept' : 'restamped';
  if (has) return 'issued';
  if (!had) return 'none';
  return after === null || staysInPod ? 'checked' : 'dropped';
}

function stampAfter(hops: readonly Hop[], from: number): Stamp {
  const hop = hops[from];
  if (hop === undefined) return 'none';
  const { at, leg } = hop;
  if (leg === undefined) return isWire(at) && from > 0 ? stampAfter(hops, from - 1) : 'none';
  return sealed.includes(leg.transport) ? (leg.sourceIdentity ?? 'none') : 'none';
}
