/**
 * A seeded, uniform source of randomness (sfc32, public domain by Chris Doty-Humphrey). The same seed gives the same
 * credentials on every machine. Never for anything but tests and benches.
 */

/** Gives a number in [0, 1), 32 random bits. */
export type Rng = () => number;

export function rng(seed: number): Rng {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x1_0000_0000;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** An integer in [from, to], both included. */
export function integer(random: Rng, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of the items. */
export function oneOf<T>(random: Rng, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** A text of `length` characters, each drawn from `alphabet`. */
export function text(random: Rng, alphabet: string, length: number): string {
  let made = '';
  for (let i = 0; i < length; i++) made += alphabet[Math.floor(random() * alphabet.length)];
  return made;
}

export function bytes(random: Rng, length: number): Buffer {
  const made = Buffer.alloc(length);
  for (let i = 0; i < length; i++) made[i] = Math.floor(random() * 256);
  return made;
}
