/** All that is written as base64 in one content and is one of its own: what is read of it is held until the content is whole. */
import type { WrittenHead } from '../../model.ts';
import { blockAround } from '../decode/block-edges.ts';
import { unescaped, utf16View } from '../decode/carriers.ts';
import { indexAt, plainView, startAt } from '../find/view.ts';
import { WINDOW } from '../find/window.ts';
import { MAX_ARCHIVE_BYTES } from './kinds.ts';
import { Written } from './written.ts';

/** Digits of base64 that are held. */
const MOST_DIGITS = (MAX_ARCHIVE_BYTES / 3) * 4;
const MOST_HEADS = 10_000;
/** What is encoded again is read from so many bytes before its head on: they hold its name. */
const BEFORE = 3 * WINDOW;

/** What is written as base64 from one head on. */
export interface WrittenContent {
  /** Where its head stands in the content. */
  readonly start: number;
  readonly digits: Written;
  /** The text before it, where its name may stand. */
  readonly before: string;
}

export class WrittenList {
  readonly #all: WrittenContent[] = [];
  /** The last that were encoded again: of those that hold a place there is one for each way to cut it into groups of four. */
  #encoded: Written[] = [];
  #isBound = false;

  /** In order of their start. */
  get all(): readonly WrittenContent[] {
    return this.#all;
  }

  /** Why there is more than what is held, if there is. */
  get bound(): string | undefined {
    return this.#isBound ? `more than ${MAX_ARCHIVE_BYTES >> 20} MiB are written as base64 in it` : undefined;
  }

  /**
   * Takes what has this head. @param bytes the content from its offset `base` on, as far as it is known, and no less than `BEFORE`
   * bytes before the head.
   */
  begin({ role, start }: WrittenHead, bytes: Buffer, base: number): void {
    if (this.#isBound) return;
    // What is encoded again has a head in each of its lines.
    if (role === 'encoded' && this.#encoded.some(one => one.covers(start))) return;
    this.#isBound = this.#all.length === MOST_HEADS;
    if (this.#isBound) return;
    const own = (role === 'encoded' && withName(start, bytes, base)) || read(start, bytes, base);
    this.#all.push({ start, before: '', ...own });
    if (role === 'encoded') this.#encoded = [own.digits, ...this.#encoded].slice(0, 4);
    this.#fit();
  }

  /** Takes the next bytes of the content. */
  push(bytes: Buffer): void {
    const open = this.#all.filter(one => one.digits.isOpen);
    if (open.length === 0) return;
    for (const one of open) one.digits.push(bytes);
    this.#fit();
  }

  /** Lets go what is too much, the last first: that is the same in whatever pieces the content comes. */
  #fit(): void {
    let count = this.#all.reduce((sum, one) => sum + one.digits.count, 0);
    while (count > MOST_DIGITS || this.#all.at(-1)?.digits.isFull) {
      count -= this.#all.pop()?.digits.count ?? 0;
      this.#isBound = true;
    }
  }
}

function read(from: number, bytes: Buffer, base: number): Pick<WrittenContent, 'digits'> {
  return { digits: new Written(from, bytes.subarray(from - base), MOST_DIGITS) };
}

/** The block of base64 around a head from its beginning on, and what stands before that; undefined if that does not lead to the head. */
function withName(head: number, bytes: Buffer, base: number): Omit<WrittenContent, 'start'> | undefined {
  const at = head - base;
  const isWide = bytes[at + 1] === 0;
  const [low, high] = [at - BEFORE, at + BEFORE];
  const view = unescaped(isWide ? utf16View(bytes, low, high, at) : plainView(bytes, low, high));
  const [begin] = blockAround(view.text, indexAt(view, at));
  const { digits } = read(base + startAt(view, begin), bytes, base);
  // At the edge of what is looked at the block goes on.
  return digits.covers(head)
    ? { digits, before: begin < 4 ? '' : view.text.slice(0, begin).slice(-WINDOW) }
    : undefined;
}
