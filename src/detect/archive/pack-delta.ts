/** Makes an object of its delta (gitformat-pack(5), "Deltified representation"). Reads and writes nothing outside its bounds. */

/** The object that `delta` makes of `base`; undefined if it makes none, or one of more than `most` bytes. */
export function patched(base: Buffer, delta: Buffer, most: number): Buffer | undefined {
  const [baseLength, lengthAt] = lengthIn(delta, 0);
  const [length, start] = lengthIn(delta, lengthAt);
  if (baseLength !== base.length || length > most) return undefined;
  const made = Buffer.allocUnsafe(length);
  let done = 0;
  for (let at = start; at < delta.length; ) {
    const op = delta[at++] as number;
    const isCopy = (op & 128) !== 0;
    let [from, size] = [0, isCopy ? 0 : op];
    for (let bit = 0; isCopy && bit < 7; bit++) {
      if ((op & (1 << bit)) === 0) continue;
      const byte = delta[at++] ?? 0;
      if (bit < 4) from += byte * 2 ** (8 * bit);
      else size |= byte << (8 * (bit - 4));
    }
    if (isCopy && size === 0) size = 0x10000;
    const source = isCopy ? base : delta;
    if (!isCopy) from = at;
    if (size === 0 || from + size > source.length || done + size > length) return undefined;
    source.copy(made, done, from, from + size);
    done += size;
    if (!isCopy) at += size;
  }
  return done === length ? made : undefined;
}

/** A length at `at`, seven bits of each byte, the last ones first; and where it ends. */
function lengthIn(delta: Buffer, at: number): readonly [length: number, end: number] {
  let value = 0;
  let scale = 1;
  for (let next = at; ; scale *= 128) {
    const byte = delta[next++] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128 || scale > 2 ** 49) return [value, next];
  }
}
