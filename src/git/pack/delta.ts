/**
 * Applies a delta (gitformat-pack, "Deltified representation") and tells what of the child is copied from where: copies that
 * are contiguous in base and child are one. It checks every length, and reads and writes nothing outside its ranges.
 */

/** How a child is made of its base: `count` copies in the child's order, not overlapping; what lies between is new. */
export class Copies {
  count = 0;
  /** Of each copy: its start and end in the child, and its start in the base. */
  start: Int32Array = new Int32Array(64);
  end: Int32Array = new Int32Array(64);
  base: Int32Array = new Int32Array(64);
  baseLength = 0;
  length = 0;

  /** Forgets all copies and makes room for so many. */
  clear(most: number): void {
    this.count = 0;
    if (most <= this.start.length) return;
    for (const name of ['start', 'end', 'base'] as const) this[name] = new Int32Array(most * 2);
  }
}

/** Up to this many bytes a loop is faster than a call. */
const FEW = 16;

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
  // No instruction is shorter than a byte.
  copies.clear(to - from);
  copies.baseLength = baseLength;
  copies.length = length;
  const { start, end, base: bases } = copies;
  let last = -1;
  let at = from;
  let done = 0;
  while (at < to) {
    const op = memory[at++]!;
    let source: number;
    let size: number;
    if (op & 0x80) {
      let offset = 0;
      size = 0;
      if (op & 0x01) offset = memory[at++]!;
      if (op & 0x02) offset |= memory[at++]! << 8;
      if (op & 0x04) offset |= memory[at++]! << 16;
      if (op & 0x08) offset += memory[at++]! * 0x1000000;
      if (op & 0x10) size = memory[at++]!;
      if (op & 0x20) size |= memory[at++]! << 8;
      if (op & 0x40) size |= memory[at++]! << 16;
      if (size === 0) size = 0x10000;
      if (at > to || offset + size > baseLength || done + size > length) return false;
      if (last >= 0 && end[last] === done && bases[last]! + done - start[last]! === offset) end[last] = done + size;
      else {
        last++;
        start[last] = done;
        end[last] = done + size;
        bases[last] = offset;
      }
      source = base + offset;
    } else {
      if (op === 0 || at + op > to || done + op > length) return false;
      size = op;
      source = at;
      at += op;
    }
    let target = out + done;
    done += size;
    if (size > FEW) memory.copyWithin(target, source, source + size);
    else for (const stop = out + done; target < stop; ) memory[target++] = memory[source++]!;
  }
  copies.count = last + 1;
  return done === length;
}
