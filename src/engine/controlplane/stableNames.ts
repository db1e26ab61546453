/** 32-bit FNV-1a: the same name gives the same number in every run. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  // FNV's low bits of short texts differ little; a final mix spreads them.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}

/** Kubernetes' alphabet for generated names: no vowels, nothing that looks alike. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as the API server would generate it, but the same every time. */
export function suffixOf(text: string, length: number): string {
  let suffix = '';
  for (let index = 0; index < length; index += 1) {
    suffix += alphabet.charAt(hashOf(`${text}#${String(index)}`) % alphabet.length);
  }
  return suffix;
}
