/** Reads the fields of a protobuf message: just enough for session tokens. It knows no schema and never reads past the end. */

export type Field =
  | { readonly number: number; readonly type: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly type: 'bytes'; readonly value: Buffer };

interface Varint {
  readonly value: bigint;
  readonly next: number;
}

/**
 * The fields of `message` in order, or undefined if it is not whole, or holds other wire types than varint and bytes.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */
export function readFields(message: Buffer): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    if (!tag) return undefined;
    const number = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    const first = readVarint(message, tag.next);
    if (!first || number === 0) return undefined;
    if (wireType === 0) {
      fields.push({ number, type: 'varint', value: first.value });
      at = first.next;
    } else if (wireType === 2) {
      const end = first.next + Number(first.value);
      if (end > message.length) return undefined;
      fields.push({ number, type: 'bytes', value: message.subarray(first.next, end) });
      at = end;
    } else {
      return undefined;
    }
  }
  return fields;
}

/** A varint is at most ten bytes: 64 bits, seven a byte. */
function readVarint(message: Buffer, start: number): Varint | undefined {
  let value = 0n;
  for (let at = start; at < start + 10 && at < message.length; at++) {
    const byte = message[at] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - start));
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), next: at + 1 };
  }
  return undefined;
}
