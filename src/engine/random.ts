/** A source of random choices, seeded by the request so that the same request takes the same path. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** The same for a choice of which something is rare: the last hundredth is drawn by none of the first hundred seeds. */
  nextOfRare?(): number;
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
  const next = (): number => {
    const step = steps[draws];
    if (step === undefined) {
      late ??= mulberry32(whole);
      return late.next();
    }
    draws += 1;
    return drawOf(draws, whole, step);
  };
  return { next, nextOfRare: () => (next() + 1 - emptyBefore(draws)) % 1 };
}

function drawOf(draw: number, seed: number, step: number): number {
  return (draw * 0.101 + seed * step) % 1;
}

const early = 120;
const empty: number[] = [];

/** Where the widest stretch ends that the first seeds leave empty in their n-th draws. */
function emptyBefore(draw: number): number {
  const known = empty[draw];
  const step = steps[draw - 1];
  if (known !== undefined || step === undefined) return known ?? 1;
  const drawn = Array.from({ length: early }, (_, index) => drawOf(draw, index + 1, step)).sort((a, b) => a - b);
  let [end, widest] = [drawn[0] ?? 0, (drawn[0] ?? 0) + 1 - (drawn.at(-1) ?? 0)];
  drawn.forEach((value, index) => {
    const stretch = value - (drawn[index - 1] ?? 0);
    if (index > 0 && stretch > widest) [end, widest] = [value, stretch];
  });
  empty[draw] = end;
  return end;
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
