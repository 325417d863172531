/** Fake credentials of uniform randomness from a seed, until test/generate/aws.ts is here. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const pick = (next: () => number, alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
export const fakeId = (next: () => number) => `AKIA${pick(next, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`;
export const fakeSecret = (next: () => number) =>
  pick(next, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 40);
