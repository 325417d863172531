import { constants, crc32, deflateRawSync, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { noise } from '../../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng } from '../../generate/random.ts';
import { kernelStage } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const { kernel, memory, free } = kernelStage();
const OUT = free + (4 << 20);

/** Inflates by the kernel; undefined if it refuses. */
function inflated(stream: Buffer, size: number): Buffer | undefined {
  memory.fill(0xa5, free, free + stream.length + 64);
  memory.set(stream, free);
  memory.fill(0x5a, OUT, OUT + size + 64);
  if (kernel.inflate(free, free + stream.length, OUT, size) === 0) return undefined;
  return Buffer.from(memory.subarray(OUT, OUT + size));
}

/** What node tells of a stream that it inflated. */
interface Told {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** What zlib says, to which the kernel is held. */
function expected(stream: Buffer, size: number): Buffer | undefined {
  try {
    const { buffer, engine } = inflateSync(stream, { info: true }) as unknown as Told;
    return buffer.length === size && engine.bytesWritten === stream.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

const { Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED, Z_DEFAULT_STRATEGY } = constants;

function shape(random: Rng) {
  return {
    level: integer(random, 0, 9),
    strategy: oneOf(random, [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED]),
    memLevel: integer(random, 1, 9),
    windowBits: integer(random, 9, 15),
  };
}

function stream(random: Rng, content: Buffer): Buffer {
  return deflateSync(content, shape(random));
}

test('the kernel inflates what zlib inflates, of every level and strategy', () => {
  for (let seed = 1; seed <= (LONG ? 20_000 : 1500); seed++) {
    const random = rng(seed);
    const pieces = Array.from({ length: integer(random, 0, 4) }, () => noise(random, oneOf(random, [10, 300, 20_000])));
    const content = Buffer.concat(pieces);
    expect(inflated(stream(random, content), content.length)?.equals(content), `seed ${seed}`).toBe(true);
  }
});

test('the kernel refuses what zlib refuses: damaged, cut and overlong streams, and wrong lengths', () => {
  let refused = 0;
  for (let seed = 1; seed <= (LONG ? 100_000 : 6000); seed++) {
    const random = rng(seed);
    const content = noise(random, oneOf(random, [3, 40, 600]));
    let made = stream(random, content);
    let size = content.length;
    const kind = integer(random, 0, 4);
    if (kind === 0) made = made.subarray(0, integer(random, 0, made.length - 1));
    else if (kind === 1) made = Buffer.concat([made, bytes(random, integer(random, 1, 3))]);
    else if (kind === 2) size = Math.max(0, size + oneOf(random, [-2, -1, 1, 2]));
    else
      for (let i = integer(random, 1, 3); i > 0; i--)
        made[integer(random, 0, made.length - 1)]! ^= 1 << integer(random, 0, 7);
    const wanted = expected(made, size);
    const got = inflated(made, size);
    expect(got?.toString('hex'), `seed ${seed}`).toBe(wanted?.toString('hex'));
    if (wanted === undefined) refused++;
  }
  expect(refused).toBeGreaterThan(1000);
});

test('the kernel never writes far behind what it was asked for, whatever the stream', () => {
  for (let seed = 1; seed <= (LONG ? 50_000 : 4000); seed++) {
    const random = rng(seed);
    // A valid head, then anything.
    const made = Buffer.concat([Buffer.from([0x78, 0x9c]), bytes(random, integer(random, 4, 400))]);
    const size = integer(random, 0, 200);
    memory.set(made, free);
    memory.fill(0x5a, OUT, OUT + size + 1024);
    kernel.inflate(free, free + made.length, OUT, size);
    expect(
      memory.subarray(OUT + size + 64, OUT + size + 1024).every(byte => byte === 0x5a),
      `seed ${seed}`,
    ).toBe(true);
  }
});

/** Output and length of input of the deflate stream at the start of `stream`, by the kernel; undefined if it refuses. */
function inflatedRaw(stream: Buffer, most: number) {
  // What stands behind it must not count: it may look like more of the stream.
  memory.fill(stream[0] ?? 0, free, free + stream.length + 64);
  memory.set(stream, free);
  memory.fill(0x5a, OUT, OUT + most + 1024);
  const consumed = kernel.inflateRaw(free, free + stream.length, OUT, most);
  expect(memory.subarray(OUT + most + 64, OUT + most + 1024).every(byte => byte === 0x5a)).toBe(true);
  return consumed < 0 ? undefined : [memory.toString('hex', OUT, OUT + kernel.inflatedBytes(OUT)), consumed];
}

/** The same by zlib. */
function expectedRaw(stream: Buffer, most: number) {
  try {
    const { buffer, engine } = inflateRawSync(stream, { info: true }) as unknown as Told;
    return buffer.length > most ? undefined : [buffer.toString('hex'), engine.bytesWritten];
  } catch {
    return undefined;
  }
}

/** No stream, but for its first bits: those of a block of some type. */
function anyStream(random: Rng): Buffer {
  const made = bytes(random, integer(random, 1, 300));
  made[0] = (made[0]! & ~7) | integer(random, 1, 5);
  return made;
}

test('of deflate streams without a checksum the kernel takes those that zlib takes, to the same end', () => {
  let taken = 0;
  let refused = 0;
  for (let seed = 1; seed <= (LONG ? 200_000 : 4000); seed++) {
    const random = rng(seed);
    const content = noise(random, oneOf(random, [3, 40, 600, 3000]));
    let made: Buffer = deflateRawSync(content, shape(random));
    const kind = integer(random, 0, 5);
    if (kind === 0) made = made.subarray(0, integer(random, 1, made.length));
    else if (kind === 1) made = Buffer.concat([made, bytes(random, integer(random, 0, 30))]);
    else if (kind === 2) made = anyStream(random);
    else
      for (let i = integer(random, 1, 3); i > 0; i--)
        made[integer(random, 0, Math.min(made.length - 1, oneOf(random, [60, 4000])))]! ^= 1 << integer(random, 0, 7);
    const most = random() < 0.4 ? integer(random, 0, content.length + 10) : content.length * 3 + 70_000;
    const wanted = expectedRaw(made, most);
    expect(inflatedRaw(made, most), `seed ${seed}`).toEqual(wanted);
    if (wanted === undefined) refused++;
    else taken++;
  }
  expect(taken).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
});

test('the kernel accepts the checksum of the largest sums there are, at any length', () => {
  for (const size of [1, 15, 16, 17, 255, 256, 257, 5375, 5376, 5377, 5632, 70_001]) {
    const content = Buffer.alloc(size, 0xff);
    expect(inflated(deflateSync(content), size)?.equals(content), `${size} bytes`).toBe(true);
  }
});

test('the kernel counts the same CRC-32 as zlib, from any place on', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = rng(seed);
    const content = bytes(random, integer(random, 0, 200));
    const at = free + integer(random, 0, 17);
    memory.set(content, at);
    expect(kernel.crc32(at, at + content.length) >>> 0, `seed ${seed}`).toBe(crc32(content));
  }
});
