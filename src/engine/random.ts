/** A source of random choices, seeded by the request so that the same request takes the same path. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
}

/** Steps that no combination of seeds brings back to their start: fractions of roots of different primes. */
const steps = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53].map((prime) => Math.sqrt(prime) % 1);

/**
 * Draws that are even over consecutive seeds: a hundred sendings with seeds 1 to 100 come close to the real shares, where
 * independent draws would scatter by five in a hundred. The n-th draws of all seeds are a Kronecker sequence; draws
 * beyond the first few are mulberry32. Not for cryptography.
 */
export function seededRandom(seed: number): Random {
  const whole = Math.abs(Math.trunc(seed)) % 0x80000000;
  let draws = 0;
  let late: Random | undefined;
  return {
    next() {
      const step = steps[draws];
      if (step === undefined) {
        late ??= mulberry32(whole);
        return late.next();
      }
      draws += 1;
      return (draws * 0.101 + whole * step) % 1;
    },
  };
}

/** Small, fast, and good enough to spread choices. */
function mulberry32(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}
