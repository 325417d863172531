/**
 * Gathers what a source has to remark of many contents, and writes one note for each kind of remark. What their Git LFS pointers
 * name is in the books at once.
 */
import type { ContentScan } from '../model.ts';
import type { Books } from '../receipt.ts';

/** A note names as many paths at most. */
const NAMED = 5;

export class Remarks {
  readonly #what: string;
  readonly #books: Books;
  readonly #paths = new Map<string, { count: number; readonly first: string[] }>();

  /** @param what the contents, for a person: `the working tree`. */
  constructor(what: string, books: Books) {
    this.#what = what;
    this.#books = books;
  }

  /** What the scan of the content at `path` calls for. */
  scanned(scan: ContentScan, path: string): void {
    if (scan.opaque > 0)
      this.add('packed or encrypted in a way that keysift cannot open (scanned as plain bytes)', path);
    if (scan.lfsPointer !== undefined) {
      this.#books.lfsPointers.add(scan.lfsPointer);
      this.add('Git LFS pointers (their objects are scanned if they are stored here)', path);
    }
  }

  /** @param remark what is so of `path`, to stand before a number: `repositories inside`. */
  add(remark: string, path: string): void {
    const entry = this.#paths.get(remark) ?? { count: 0, first: [] };
    this.#paths.set(remark, entry);
    entry.count++;
    if (entry.first.length < NAMED) entry.first.push(path);
  }

  /** Writes the notes, in the order of their words: which content comes first depends on threads. */
  write(): void {
    for (const [remark, { count, first }] of [...this.#paths].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const names = first.filter(name => name !== '').join(', ');
      const named = names === '' ? '' : `: ${names}${count > first.length ? ', …' : ''}`;
      this.#books.note(`${count} in ${this.#what}: ${remark}${named}`);
    }
  }
}
