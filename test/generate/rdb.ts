/** Makes dumps of Redis with values that LZF has packed. It shares no code with src, so that a mistake there is not repeated here. */

/** A dump of strings, each under a key of its own. */
export function makeRdb(values: readonly Buffer[]): Buffer {
  const entries = values.flatMap((value, i) => {
    const packed = lzf(value);
    return [Buffer.of(0), string(`key:${i}`), Buffer.of(0xc3), length(packed.length), length(value.length), packed];
  });
  return Buffer.concat([Buffer.from('REDIS0009'), Buffer.of(0xfe, 0), ...entries, Buffer.of(0xff), Buffer.alloc(8)]);
}

function string(text: string): Buffer {
  return Buffer.concat([length(text.length), Buffer.from(text)]);
}

function length(value: number): Buffer {
  if (value < 64) return Buffer.of(value);
  if (value < 16_384) return Buffer.of(0x40 | (value >> 8), value & 255);
  const long = Buffer.of(0x80, 0, 0, 0, 0);
  long.writeUInt32BE(value, 1);
  return long;
}

/** What was there within the last 8 KiB is copied, from three bytes on; what was not is written in pieces of up to 32. */
export function lzf(bytes: Buffer): Buffer {
  const out: number[] = [];
  const last = new Map<string, number>();
  let literal: number[] = [];
  const flush = () => {
    if (literal.length > 0) out.push(literal.length - 1, ...literal);
    literal = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const three = bytes.toString('latin1', at, at + 3);
    const from = three.length === 3 ? last.get(three) : undefined;
    last.set(three, at);
    let count = 0;
    if (from !== undefined && at - from <= 8192)
      while (count < 264 && at + count < bytes.length && bytes[from + count] === bytes[at + count]) count++;
    if (from === undefined || count < 3) {
      literal.push(bytes[at++] as number);
      if (literal.length === 32) flush();
      continue;
    }
    flush();
    const back = at - from - 1;
    if (count < 9) out.push(((count - 2) << 5) | (back >> 8), back & 255);
    else out.push((7 << 5) | (back >> 8), count - 9, back & 255);
    at += count;
  }
  flush();
  return Buffer.from(out);
}
