/**
 * Applies a delta (gitformat-pack, "Deltified representation") and tells what of the child is copied from where: copies that
 * are contiguous in base and child are one. It checks every length, and reads and writes nothing outside its ranges.
 */

/** How a child is made of its base: `count` copies in the child's order, not overlapping; what lies between is new. */
export class Copies {
  count = 0;
  /** Of each copy: its start and end in the child, and its start in the base. */
  start = new Int32Array(64);
  end = new Int32Array(64);
  base = new Int32Array(64);
  baseLength = 0;
  length = 0;

  add(start: number, end: number, base: number): void {
    const last = this.count - 1;
    if (last >= 0 && this.end[last] === start && this.base[last]! + start - this.start[last]! === base) {
      this.end[last] = end;
      return;
    }
    if (this.count === this.start.length) this.#grow();
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.base[this.count++] = base;
  }

  #grow(): void {
    for (const name of ['start', 'end', 'base'] as const) {
      const larger = new Int32Array(this[name].length * 2);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}

/** The two lengths at the head of a delta: of its base, and of the result. */
export interface DeltaHead {
  baseLength: number;
  length: number;
  /** Where the instructions start. */
  at: number;
}

/** Reads the head of the delta in bytes[from, to) into `head`. False if it is cut. */
export function readDeltaHead(bytes: Uint8Array, from: number, to: number, head: DeltaHead): boolean {
  let at = from;
  for (let which = 0; which < 2; which++) {
    let value = 0;
    let scale = 1;
    let byte: number;
    do {
      if (at >= to || scale > 2 ** 49) return false;
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    if (which === 0) head.baseLength = value;
    else head.length = value;
  }
  head.at = at;
  return true;
}

/**
 * Makes a child. All is in one block of memory, so that copying needs no views.
 * @param from, to the instructions. @param base where the base starts. @param out where the child goes: `head.length` bytes.
 * @returns false if the instructions do not make exactly such a child of such a base.
 */
export function applyDelta(
  memory: Uint8Array,
  from: number,
  to: number,
  base: number,
  head: DeltaHead,
  out: number,
  copies: Copies,
): boolean {
  const { baseLength, length } = head;
  copies.count = 0;
  copies.baseLength = baseLength;
  copies.length = length;
  let at = from;
  let done = 0;
  while (at < to) {
    const op = memory[at++]!;
    if (op & 0x80) {
      let offset = 0;
      let size = 0;
      if (op & 0x01) offset = memory[at++]!;
      if (op & 0x02) offset |= memory[at++]! << 8;
      if (op & 0x04) offset |= memory[at++]! << 16;
      if (op & 0x08) offset += memory[at++]! * 0x1000000;
      if (op & 0x10) size = memory[at++]!;
      if (op & 0x20) size |= memory[at++]! << 8;
      if (op & 0x40) size |= memory[at++]! << 16;
      if (size === 0) size = 0x10000;
      if (at > to || offset + size > baseLength || done + size > length) return false;
      memory.copyWithin(out + done, base + offset, base + offset + size);
      copies.add(done, done + size, offset);
      done += size;
    } else {
      if (op === 0 || at + op > to || done + op > length) return false;
      memory.copyWithin(out + done, at, at + op);
      at += op;
      done += op;
    }
  }
  return done === length;
}
