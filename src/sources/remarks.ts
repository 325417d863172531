/** Gathers what a source has to remark of many contents, and writes one note for each kind of remark. */
import type { ContentScan } from '../model.ts';
import type { Books } from '../receipt.ts';

/** A note names as many paths at most. */
const NAMED = 5;

export class Remarks {
  readonly #what: string;
  readonly #paths = new Map<string, { count: number; readonly first: string[] }>();

  /** @param what the contents, for a person: `the working tree`. */
  constructor(what: string) {
    this.#what = what;
  }

  /** What the scan of the content at `path` calls for. */
  scanned(scan: ContentScan, path: string): void {
    if (scan.opaque > 0)
      this.add('packed or encrypted in a way that keysift cannot open (scanned as plain bytes)', path);
    if (scan.lfsPointer !== undefined)
      this.add('Git LFS pointers (their objects are scanned if they are stored here)', path);
  }

  /** @param remark what is so of `path`, to stand before a number: `repositories inside`. */
  add(remark: string, path: string): void {
    const entry = this.#paths.get(remark) ?? { count: 0, first: [] };
    this.#paths.set(remark, entry);
    entry.count++;
    if (entry.first.length < NAMED) entry.first.push(path);
  }

  /** Writes the notes, in the order of their words: which content comes first depends on threads. */
  write(books: Books): void {
    for (const [remark, { count, first }] of [...this.#paths].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const names = first.filter(name => name !== '').join(', ');
      const named = names === '' ? '' : `: ${names}${count > first.length ? ', …' : ''}`;
      books.note(`${count} in ${this.#what}: ${remark}${named}`);
    }
  }
}
