import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { integer, oneOf, type Rng, rng } from '../../generate/random.ts';
import { kernelStage } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const { kernel, memory, free } = kernelStage();
const OUT = free + (4 << 20);
const END = 256;

/** Bits as RFC 1951 packs them: numbers from their lowest bit on, codes from their highest. */
class Bits {
  readonly #bytes: number[] = [0x78, 0x9c];
  #at = 0;

  number(value: number, bits: number): void {
    for (let i = 0; i < bits; i++) {
      if (this.#at === 0) this.#bytes.push(0);
      this.#bytes[this.#bytes.length - 1]! |= ((value >> i) & 1) << this.#at;
      this.#at = (this.#at + 1) & 7;
    }
  }

  code(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) this.number((value >> i) & 1, 1);
  }

  stream(content: Buffer): Buffer {
    let a = 1;
    let b = 0;
    for (const byte of content) {
      a = (a + byte) % 65_521;
      b = (b + a) % 65_521;
    }
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(b * 65_536 + a);
    return Buffer.concat([Buffer.from(this.#bytes), checksum]);
  }
}

/** Lengths of a code that uses every bit pattern, for some of `n` symbols, `must` among them: now and then very long ones. */
function wholeCode(random: Rng, n: number, must: number, longest: number): number[] {
  const deep = random();
  const leaves = [0];
  for (let i = integer(random, 1, n - 1); i > 0; i--) {
    const place = random() < deep ? leaves.length - 1 : integer(random, 0, leaves.length - 1);
    if (leaves[place]! < longest) leaves.push(++leaves[place]!);
  }
  const symbols = Array.from({ length: n }, (_, i) => i).filter(i => i !== must);
  const lengths = new Array<number>(n).fill(0);
  lengths[must] = leaves.pop()!;
  for (const length of leaves) lengths[symbols.splice(integer(random, 0, symbols.length - 1), 1)[0]!] = length;
  return lengths;
}

/** The code of each symbol (RFC 1951, 3.2.2). */
function codesOf(lengths: readonly number[]): number[] {
  let next = 0;
  const codes = new Array<number>(lengths.length).fill(0);
  for (let length = 1; length <= 15; length++) {
    next <<= 1;
    for (const [symbol, its] of lengths.entries()) if (its === length) codes[symbol] = next++;
  }
  return codes;
}

/** The lengths of the code of lengths, then those of both codes, with and without repetitions. */
function writeLengths(random: Rng, bits: Bits, lengths: readonly number[]): void {
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  // 13 of 4 bits and 6 of 5 are a whole code.
  const shift = integer(random, 0, 18);
  const own = order.map((_, i) => ((i + shift) % 19 < 13 ? 4 : 5));
  const codes = codesOf(own);
  bits.number(15, 4);
  for (const symbol of order) bits.number(own[symbol]!, 3);
  const write = (symbol: number) => bits.code(codes[symbol]!, own[symbol]!);
  for (let at = 0; at < lengths.length; ) {
    let same = 1;
    while (lengths[at + same] === lengths[at]) same++;
    if (lengths[at] === 0 && same >= 11 && random() < 0.9) {
      same = Math.min(same, 138);
      write(18);
      bits.number(same - 11, 7);
    } else if (lengths[at] === 0 && same >= 3 && random() < 0.9) {
      same = Math.min(same, 10);
      write(17);
      bits.number(same - 3, 3);
    } else if (at > 0 && lengths[at - 1] === lengths[at] && same >= 3 && random() < 0.9) {
      same = Math.min(same, 6);
      write(16);
      bits.number(same - 3, 2);
    } else {
      same = 1;
      write(lengths[at]!);
    }
    at += same;
  }
}

const LENGTHS = Array.from({ length: 28 }, (_, i) => ({ extra: i < 8 ? 0 : (i - 4) >> 2 }));
const DISTANCES = Array.from({ length: 30 }, (_, i) => ({ extra: i < 4 ? 0 : (i - 2) >> 1 }));
const base = (list: readonly { extra: number }[], place: number, first: number) =>
  list.slice(0, place).reduce((sum, { extra }) => sum + 2 ** extra, first);

/** Writes one block of made-up codes, and returns what it is of. @param spoil changes the lengths after the codes were made. */
function block(random: Rng, bits: Bits, content: number[], final: boolean, spoil: (lengths: number[]) => void): void {
  const literals = wholeCode(random, integer(random, 257, 286), END, 15);
  const distances =
    random() < 0.2 ? oneOf(random, [[1], [0], [0, 1]]) : wholeCode(random, integer(random, 2, 30), 0, 15);
  const [literalCodes, distanceCodes] = [codesOf(literals), codesOf(distances)];
  const written = [...literals, ...distances];
  spoil(written);
  bits.number(final ? 1 : 0, 1);
  bits.number(2, 2);
  bits.number(literals.length - 257, 5);
  bits.number(distances.length - 1, 5);
  writeLengths(random, bits, written);
  const used = literals.flatMap((length, symbol) => (length > 0 && symbol !== END ? [symbol] : []));
  const near = distances.flatMap((length, symbol) => (length > 0 ? [symbol] : []));
  for (let i = used.length === 0 ? 0 : integer(random, 0, oneOf(random, [5, 100, 1500])); i > 0; i--) {
    const symbol = oneOf(random, used);
    const reach = near.filter(one => base(DISTANCES, one, 1) + 2 ** DISTANCES[one]!.extra - 1 <= content.length);
    if (symbol > END && reach.length === 0) continue;
    bits.code(literalCodes[symbol]!, literals[symbol]!);
    if (symbol < END) {
      content.push(symbol);
      continue;
    }
    const { extra } = LENGTHS[symbol - END - 1] ?? { extra: 0 };
    const more = integer(random, 0, 2 ** extra - 1);
    bits.number(more, extra);
    const length = symbol === 285 ? 258 : base(LENGTHS, symbol - END - 1, 3) + more;
    const place = oneOf(random, reach);
    bits.code(distanceCodes[place]!, distances[place]!);
    const further = integer(random, 0, 2 ** DISTANCES[place]!.extra - 1);
    bits.number(further, DISTANCES[place]!.extra);
    const from = content.length - base(DISTANCES, place, 1) - further;
    for (let at = 0; at < length; at++) content.push(content[from + at]!);
  }
  bits.code(literalCodes[END]!, literals[END]!);
}

function made(random: Rng, spoil: (lengths: number[]) => void): { stream: Buffer; size: number } {
  const bits = new Bits();
  const content: number[] = [];
  for (let i = integer(random, 0, 2); i > 0; i--) block(random, bits, content, false, () => {});
  block(random, bits, content, true, spoil);
  return { stream: bits.stream(Buffer.from(content)), size: content.length };
}

function inflated(stream: Buffer, size: number): Buffer | undefined {
  memory.set(stream, free);
  memory.fill(0x5a, OUT, OUT + size + 1024);
  const whole = kernel.inflate(free, free + stream.length, OUT, size) !== 0;
  expect(memory.subarray(OUT + size + 64, OUT + size + 1024).every(byte => byte === 0x5a)).toBe(true);
  return whole ? Buffer.from(memory.subarray(OUT, OUT + size)) : undefined;
}

test('the kernel reads codes that no compressor makes, up to 15 bits long, as zlib does', () => {
  for (let seed = 1; seed <= (LONG ? 6000 : 600); seed++) {
    const { stream, size } = made(rng(seed), () => {});
    expect(inflated(stream, size)?.equals(inflateSync(stream)), `seed ${seed}`).toBe(true);
  }
});

test('the kernel refuses codes with too many or too few of a length, if and only if zlib does', () => {
  let refused = 0;
  for (let seed = 1; seed <= (LONG ? 10_000 : 2000); seed++) {
    const random = rng(seed);
    const { stream, size } = made(random, lengths => {
      for (let i = integer(random, 1, 2); i > 0; i--)
        lengths[integer(random, 0, lengths.length - 1)] = integer(random, 0, 15);
    });
    let wanted: Buffer | undefined;
    try {
      wanted = inflateSync(stream);
    } catch {
      refused++; // What zlib says is the expectation.
    }
    if (wanted !== undefined && wanted.length !== size) continue;
    expect(inflated(stream, size)?.toString('hex'), `seed ${seed}`).toBe(wanted?.toString('hex'));
  }
  expect(refused).toBeGreaterThan(1000);
});
