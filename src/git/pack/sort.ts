/** Sorts the offsets of a pack. Its own file, because a comparison sort of a million pairs takes longer than reading them. */

/** Below this many keys a comparison sort costs less than the tables of a radix sort: a store may have a thousand small packs. */
const FEW = 4096;

/** The order in which `keys` (whole numbers from 0 on) ascend: a radix sort, 16 bits at a time. */
export function ascending(keys: Float64Array): Uint32Array {
  const { length } = keys;
  if (length < FEW) return Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
  let order = new Uint32Array(length);
  let other = new Uint32Array(length);
  let most = 0;
  for (let i = 0; i < length; i++) {
    order[i] = i;
    if (keys[i]! > most) most = keys[i]!;
  }
  const starts = new Uint32Array(65_537);
  for (let scale = 1; scale <= most; scale *= 65_536) {
    starts.fill(0);
    for (let i = 0; i < length; i++) starts[(Math.floor(keys[i]! / scale) % 65_536) + 1]!++;
    for (let i = 1; i < 65_536; i++) starts[i]! += starts[i - 1]!;
    for (let i = 0; i < length; i++) {
      const one = order[i]!;
      other[starts[Math.floor(keys[one]! / scale) % 65_536]!++] = one;
    }
    [order, other] = [other, order];
  }
  return order;
}
