/** All that is packed and written as base64 in one content: what is read of it is held until the content is whole. */
import { MAX_ARCHIVE_BYTES } from './kinds.ts';
import { Written } from './written.ts';

/** Digits of base64 that are held. */
const MOST_DIGITS = (MAX_ARCHIVE_BYTES / 3) * 4;
const MOST_HEADS = 10_000;

export class WrittenList {
  readonly #all: Written[] = [];
  #isBound = false;

  /** In order of their start. */
  get all(): readonly Written[] {
    return this.#all;
  }

  /** Why there is more than what is held, if there is. */
  get bound(): string | undefined {
    return this.#isBound ? `more than ${MAX_ARCHIVE_BYTES >> 20} MiB are packed and written as base64` : undefined;
  }

  /** Takes what begins at the offset `start` of the content. @param bytes the content from there on, as far as it is known. */
  begin(start: number, bytes: Buffer): void {
    if (this.#isBound) return;
    this.#isBound = this.#all.length === MOST_HEADS;
    if (this.#isBound) return;
    this.#all.push(new Written(start, bytes, MOST_DIGITS));
    this.#fit();
  }

  /** Takes the next bytes of the content. */
  push(bytes: Buffer): void {
    const open = this.#all.filter(one => one.isOpen);
    if (open.length === 0) return;
    for (const one of open) one.push(bytes);
    this.#fit();
  }

  /** Lets go what is too much, the last first: that is the same in whatever pieces the content comes. */
  #fit(): void {
    let count = this.#all.reduce((sum, one) => sum + one.count, 0);
    while (count > MOST_DIGITS || this.#all.at(-1)?.isFull) {
      count -= this.#all.pop()?.count ?? 0;
      this.#isBound = true;
    }
  }
}
