/** A source of random choices, seeded by the request so that the same request takes the same path. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
}

/** Mulberry32: small, fast, and good enough to spread choices; not for cryptography. */
export function seededRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) | 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}
