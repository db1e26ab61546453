import { hashOf } from './stableNames.ts';

/** Hands out addresses that depend on names alone, not on the order of manifests. */
export interface AddressPool {
  take(name: string): string;
}

/**
 * A pool of `first.second.0.0/16` that keeps clear of addresses already taken. Ask for names in a fixed order: two names
 * that fall on one address are told apart by who comes first.
 */
export function addressPool(first: number, second: number, taken: Set<string>): AddressPool {
  return {
    take(name) {
      for (let step = 0; ; step += 1) {
        const number = (hashOf(name) + step * 7919) % 64000;
        const third = 1 + Math.floor(number / 250);
        const address = `${String(first)}.${String(second)}.${String(third)}.${String(2 + (number % 250))}`;
        if (third < 256 && !taken.has(address)) {
          taken.add(address);
          return address;
        }
      }
    },
  };
}
