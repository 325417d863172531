/** Trees, and deltas that make versions of them. */
import { integer, oneOf, type Rng } from '../../generate/random.ts';
import { encodeDelta, type Part } from './deltas.ts';

/** One entry of a tree: `mode name NUL`, and the id. */
export interface Entry {
  readonly name: Buffer;
  readonly id: Buffer;
}

const bytesOf = (entries: readonly Entry[]) => Buffer.concat(entries.flatMap(({ name, id }) => [name, id]));

/**
 * A tree and a version of it with some entries changed, added and dropped; the delta copies in the middle of entries too.
 * @param entry makes one.
 */
export function treesOf(random: Rng, entry: (random: Rng) => Entry): { base: Buffer; delta: Buffer; length: number } {
  const entries = Array.from({ length: oneOf(random, [0, 3, 40, 400]) }, () => entry(random));
  const parts: Part[] = [];
  const base = bytesOf(entries);
  const share = oneOf(random, [0.003, 0.05, 0.5]);
  let from = 0;
  let at = 0;
  /** Copies up to `to`, a few bytes at either end by insertion instead. */
  const copyTo = (to: number) => {
    const [head, tail] = [0, 0].map(() => (random() < 0.2 ? integer(random, 0, 30) : 0)) as [number, number];
    if (to - from <= head + tail) parts.push(base.subarray(from, to));
    else {
      parts.push(base.subarray(from, from + head), { from: from + head, size: to - from - head - tail });
      parts.push(base.subarray(to - tail, to));
    }
  };
  for (const { name, id } of entries) {
    const end = at + name.length + id.length;
    if (random() < share) {
      const changed = random() < 0.6;
      copyTo(changed ? end - id.length : at);
      if (changed) parts.push(entry(random).id);
      else if (random() < 0.5) parts.push(bytesOf([entry(random)]));
      from = end;
    }
    at = end;
  }
  copyTo(at);
  return {
    base,
    ...encodeDelta(
      base.length,
      parts.filter(part => !Buffer.isBuffer(part) || part.length > 0),
      random,
    ),
  };
}
