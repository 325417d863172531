/** Keeps of a content that is too long to be held what tells how it is packed: its first bytes, and of a program its last. */
import { type Packing, packingOf, START_BYTES, TAIL_BYTES } from './carried.ts';
import { archiveKind, MAGIC_BYTES } from './kinds.ts';

export class Ends {
  readonly #start: Buffer;
  /** The last bytes so far, and as many before them at most; of what is no program there are none. */
  readonly #tail: Buffer | undefined;
  #length = 0;

  /** @param start the first bytes, more than `START_BYTES`. They may be let go afterwards. */
  constructor(start: Buffer) {
    const isCarrier = archiveKind(start.subarray(0, MAGIC_BYTES)) === 'carrier';
    this.#start = Buffer.from(start.subarray(0, isCarrier ? START_BYTES : MAGIC_BYTES));
    if (!isCarrier) return;
    this.#tail = Buffer.allocUnsafe(2 * TAIL_BYTES);
    this.push(start);
  }

  /** Takes the bytes that follow. They may be used again afterwards. */
  push(piece: Buffer): void {
    if (!this.#tail) return;
    const last = piece.subarray(-TAIL_BYTES);
    if (this.#length + last.length > this.#tail.length) {
      this.#tail.copyWithin(0, this.#length - TAIL_BYTES, this.#length);
      this.#length = TAIL_BYTES;
    }
    this.#length += last.copy(this.#tail, this.#length);
  }

  /** How the content is packed that ends here. */
  get packing(): Packing | undefined {
    const tail = this.#tail?.subarray(Math.max(0, this.#length - TAIL_BYTES), this.#length);
    return packingOf(this.#start, tail ?? this.#start);
  }
}
