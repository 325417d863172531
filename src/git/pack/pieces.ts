/**
 * Reads a pack from its first byte to its last into windows, for its headers to be looked at: large pieces, some of them always
 * on their way. What of them is not needed for others is there when the entries are read.
 */
import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';
import type { Pack } from './catalogue.ts';
import { LONGEST_HEAD } from './entries.ts';
import { WINDOW_BYTES, type Windows } from './window.ts';

const readAsync = promisify(read);

/** So many pieces are on their way while one is looked at. */
const MOST_AHEAD = 64;

/** A piece of a pack, in windows that lie side by side, and what a header may go on with behind them. */
export interface Piece {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
  /** The window behind its own. */
  readonly next: number;
}

/** A pack in pieces, in their order: some are always on their way, whatever this thread does. */
export class Pieces {
  readonly #file: number | undefined;
  readonly #windows: Windows;
  readonly #pack: number;
  readonly #end: number;
  readonly #first: number;
  readonly #coming: Promise<Piece>[] = [];
  /** The first window that nobody has asked for. */
  #next: number;

  /** Begins to read the pack with this number. */
  constructor({ path, end }: Pack, number: number, windows: Windows) {
    this.#file = opened(path);
    this.#windows = windows;
    this.#pack = number;
    this.#end = end;
    this.#first = windows.firstOf(number);
    this.#next = this.#first;
    this.#ask();
  }

  /** The piece that `offset` stands in, with all of a header that begins there. Offsets are asked for in their order. */
  async at(offset: number): Promise<Piece> {
    const window = this.#first + Math.floor(offset / WINDOW_BYTES);
    while (this.#coming.length > 0) {
      const piece = await this.#coming[0]!;
      if (offset < piece.start) break;
      this.#coming.shift();
      this.#ask();
      if (window < piece.next) return piece;
    }
    return this.#read(window);
  }

  async close(): Promise<void> {
    await Promise.all(this.#coming);
    if (this.#file !== undefined) closeSync(this.#file);
  }

  /** Asks for as many pieces as have room beside the one that is looked at, and the one behind the last. */
  #ask(): void {
    const windows = this.#windows;
    const most = Math.min(MOST_AHEAD, windows.count / windows.inPiece - 2);
    while (this.#coming.length < most && windows.inARow(this.#pack, this.#next, 1) > 0) {
      const window = this.#next;
      this.#next += windows.inARow(this.#pack, window, windows.inPiece);
      this.#coming.push(this.#read(window));
    }
  }

  async #read(window: number): Promise<Piece> {
    const windows = this.#windows;
    const count = Math.max(0, windows.inARow(this.#pack, window, windows.inPiece));
    // The bytes of a header behind the last one come in the place of another.
    windows.giveUp(window, windows.inARow(this.#pack, window, count + 1));
    const start = (window - this.#first) * WINDOW_BYTES;
    const place = windows.placeOf(window);
    const most = Math.max(0, Math.min(count * WINDOW_BYTES + LONGEST_HEAD, this.#end - start));
    const bytes = windows.bytes.subarray(place, place + most);
    const piece = { bytes, start, length: 0, next: window + count };
    if (this.#file === undefined) return piece;
    try {
      const { bytesRead: length } = await readAsync(this.#file, bytes, 0, most, start);
      windows.publish(window, count, length);
      return { ...piece, length };
    } catch {
      return piece; // Its entries cannot be inflated either, which names them.
    }
  }
}

/** Of a pack that went away all pieces are empty: its families are handed to git when they cannot be read. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
