/**
 * XXH64, the checksum of Zstandard frames (xxHash specification, "XXH64 Algorithm Description"). The stripes, nearly all of the
 * work, are done in halves of 32 bits, which is much faster than BigInt; the few steps at the end are not.
 */
const PRIME1 = 0x9e3779b185ebca87n;
const PRIME2 = 0xc2b2ae3d27d4eb4fn;
const PRIME3 = 0x165667b19e3779f9n;
const PRIME4 = 0x85ebca77c2b2ae63n;
const PRIME5 = 0x27d4eb2f165667c5n;
const STRIPE_BYTES = 32;

/** The halves of the two primes that the stripes need, the lower ones also in quarters. */
const [P1_HIGH, P1_LOW, P1_MIDDLE, P1_LAST] = [0x9e3779b1, 0x85ebca87, 0x85eb, 0xca87];
const [P2_HIGH, P2_LOW, P2_MIDDLE, P2_LAST] = [0xc2b2ae3d, 0x27d4eb4f, 0x27d4, 0xeb4f];

/** The lower 32 bits of the XXH64 of `bytes`, seed 0. */
export function xxh64Low(bytes: Buffer): number {
  const striped = bytes.length - (bytes.length % STRIPE_BYTES);
  let hash = striped === 0 ? PRIME5 : merged(lanesOf(bytes, striped));
  hash = wrapped(hash + BigInt(bytes.length));
  let at = striped;
  for (; at + 8 <= bytes.length; at += 8)
    hash = wrapped(rotated(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * PRIME1 + PRIME4);
  if (at + 4 <= bytes.length) {
    hash = wrapped(rotated(hash ^ wrapped(BigInt(bytes.readUInt32LE(at)) * PRIME1), 23n) * PRIME2 + PRIME3);
    at += 4;
  }
  for (; at < bytes.length; at++)
    hash = wrapped(rotated(hash ^ wrapped(BigInt(bytes[at] as number) * PRIME5), 11n) * PRIME1);
  hash = wrapped((hash ^ (hash >> 33n)) * PRIME2);
  hash = wrapped((hash ^ (hash >> 29n)) * PRIME3);
  return Number((hash ^ (hash >> 32n)) & 0xffffffffn);
}

/** The four lanes after all stripes of `bytes` before `end`, the lower half of each first. */
function lanesOf(bytes: Buffer, end: number): BigUint64Array {
  const lanes = new BigUint64Array([wrapped(PRIME1 + PRIME2), PRIME2, 0n, wrapped(-PRIME1)]);
  const halves = new Int32Array(8);
  for (let i = 0; i < 4; i++) {
    halves[2 * i] = Number(BigInt.asIntN(32, lanes[i] as bigint));
    halves[2 * i + 1] = Number((lanes[i] as bigint) >> 32n);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  for (let at = 0; at < end; at += STRIPE_BYTES)
    for (let half = 0; half < 8; half += 2)
      addTo(halves, half, view.getInt32(at + 4 * half, true), view.getInt32(at + 4 * half + 4, true));
  for (let i = 0; i < 4; i++)
    lanes[i] = (BigInt((halves[2 * i + 1] as number) >>> 0) << 32n) | BigInt((halves[2 * i] as number) >>> 0);
  return lanes;
}

/** The round below, of the lane at `half` and of an input in halves. */
function addTo(halves: Int32Array, half: number, low: number, high: number): void {
  // The input times the second prime, added to the lane.
  const added = Math.imul(low, P2_LOW);
  const sum = ((halves[half] as number) + added) | 0;
  const carry = sum >>> 0 < added >>> 0 ? 1 : 0;
  const product = (highOf(low, P2_MIDDLE, P2_LAST) + Math.imul(low, P2_HIGH) + Math.imul(high, P2_LOW)) | 0;
  const top = ((halves[half + 1] as number) + product + carry) | 0;
  // Turned by 31, which is by 32 to the left and by one to the right; times the first prime.
  const turnedLow = (sum << 31) | (top >>> 1);
  const turnedHigh = (top << 31) | (sum >>> 1);
  halves[half] = Math.imul(turnedLow, P1_LOW);
  halves[half + 1] =
    highOf(turnedLow, P1_MIDDLE, P1_LAST) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW);
}

/** The upper 32 bits of the product of two numbers of 32 bits, the second one in quarters. */
function highOf(one: number, middle: number, last: number): number {
  const oneMiddle = one >>> 16;
  const oneLast = one & 0xffff;
  const inner = (Math.imul(oneMiddle, last) >>> 0) + (Math.imul(oneLast, last) >>> 16);
  const outer = (Math.imul(oneLast, middle) >>> 0) + (inner & 0xffff);
  return (Math.imul(oneMiddle, middle) + (inner >>> 16) + (outer >>> 16)) | 0;
}

function merged(lanes: BigUint64Array): bigint {
  const [one, two, three, four] = lanes as unknown as [bigint, bigint, bigint, bigint];
  let hash = wrapped(rotated(one, 1n) + rotated(two, 7n) + rotated(three, 12n) + rotated(four, 18n));
  for (const lane of lanes) hash = wrapped((hash ^ round(0n, lane)) * PRIME1 + PRIME4);
  return hash;
}

function round(lane: bigint, input: bigint): bigint {
  return wrapped(rotated(wrapped(lane + input * PRIME2), 31n) * PRIME1);
}

function rotated(value: bigint, by: bigint): bigint {
  return wrapped(value << by) | (value >> (64n - by));
}

function wrapped(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
