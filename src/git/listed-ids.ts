/** Ids that git lists, a line each: dealt out in blocks to whoever has room for more, while the list is still being written. */

/** Ids of one block: few enough that no stream has much left to read when the others are done. */
const BLOCK = 4096;

export class ListedIds {
  /** Bytes of a block. */
  readonly #block: number;
  #pieces: Buffer[] = [];
  #length = 0;
  #ended = false;
  #wake = () => {};

  /** @param idBytes bytes of an id: as a line it has twice as many digits. */
  constructor(idBytes: number) {
    this.#block = BLOCK * (2 * idBytes + 1);
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    this.#wake();
  }

  /** Says that there are no more. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** All of them, in order; each block goes to one taker. */
  async *blocks(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#length >= this.#block || (this.#ended && this.#length > 0)) yield this.#take();
      else if (this.#ended) return;
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }

  #take(): Buffer {
    let count = 0;
    let bytes = 0;
    while (bytes < this.#block && count < this.#pieces.length) bytes += this.#pieces[count++]!.length;
    const all = Buffer.concat(this.#pieces.splice(0, count));
    const block = all.subarray(0, this.#block);
    if (block.length < all.length) this.#pieces.unshift(all.subarray(block.length));
    this.#length -= block.length;
    return block;
  }
}
