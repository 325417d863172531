/** Drains a source into what tests compare: values in the clear (they are fake), places, and closed books. */
import type { Occurrence } from '../../src/model.ts';
import { Books } from '../../src/receipt.ts';
import type { FileOptions } from '../../src/sources/worktree.ts';
import { accessKeyId, rng } from '../generate/aws.ts';

export const EVERYTHING: FileOptions = {
  maxFileBytes: Number.POSITIVE_INFINITY,
  include: [],
  exclude: [],
  within: [],
  ignored: false,
  signal: new AbortController().signal,
};

/** The fake key id number `seed`. */
export function key(seed: number): string {
  return accessKeyId({ rng: rng(seed), prefix: 'AKIA' });
}

export async function drain(read: (books: Books) => AsyncIterable<Occurrence>) {
  const books = new Books();
  const found: Occurrence[] = [];
  for await (const one of read(books)) found.push(one);
  const receipt = books.close('test', 0, 0, '0', new Set());
  return {
    found,
    receipt,
    /** `part path:line:column id` of each, without the part if it is plain content. */
    told: found.map(({ credential, sighting: { part, path, line, column } }) => {
      const value = credential.parts.accessKeyId?.value.reveal() ?? credential.kind;
      return `${part === 'content' ? '' : `${part} `}${path}:${line}:${column} ${value}`;
    }),
  };
}
