import { describe, expect, test } from 'vitest';
import { bunzip2, startsBzip2 } from '../../../src/detect/archive/bzip2.ts';
import { type Bzip2Options, bzip2 } from '../../generate/bzip2.ts';
import { integer, oneOf, type Rng, bytes as randomBytes, rng } from '../../generate/random.ts';

const MOST = 1 << 20;
const WORDS = ['the', 'block', 'sorts', 'every', 'rotation', 'of', 'a', 'short', 'text', '\n'];

function words(seed: number, count: number): Buffer {
  const random = rng(seed);
  return Buffer.from(Array.from({ length: count }, () => WORDS[integer(random, 0, WORDS.length - 1)]).join(' '));
}

/** Runs of a few values, of any length about those that matter. */
function runs(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = 0; i < 20; i++)
    pieces.push(Buffer.alloc(integer(random, 1, oneOf(random, [3, 6, 600])), oneOf(random, ['a', 'b', '\0', '\xff'])));
  return Buffer.concat(pieces);
}

function expectWhole(packed: Buffer, content: Buffer, what: string): void {
  const { bytes, ...others } = bunzip2(packed, content.length);
  expect(others, what).toEqual({ consumed: packed.length });
  expect(bytes.equals(content), what).toBe(true);
}

describe('what bzip2 has packed is unpacked', () => {
  test.for<[string, Buffer, string]>([
    [
      'a text',
      words(1, 300),
      'QlpoOTFBWSZTWXZG5hMAAi1RgAAQQAA7bZ1gMAFgY0NT00YqpGQyDPVVGACYgmqVMhoNGQR73h+T9fP9nd/j+1vwOh7A96nMet6qwz0SBxRra4dwMr3C9TTnPENF4BQn3HdrnBrMo40rOTGzdJcjbGrxF5XHTJdB2pIYstY3qLatOB08JMug7N6FMPddiSwszAtGQ6dR9VFgvHVHl1sWNdkIh5uiClAdHhg2Z1aWYMPiXcIlm/HqrCZD7DdTkWgtStZVim1SwnyHyGpOIdpVwTxUthck1J2B7F5FojfFV1v2MxIgFKWhQRAiJlbL9ktvpNBd5LBfxdyRThQkHZG5hMA=',
    ],
    [
      'runs',
      Buffer.concat([Buffer.alloc(700, 'a'), words(2, 60), Buffer.alloc(259, 'b'), Buffer.alloc(4, 'c')]),
      'QlpoMTFBWSZTWaXavI4AACbRiMAQQAA7bZ1gABAACCAAhBkBpSaepiMgilGJk0A0KqQBzrFGzftXFWx36Sm1DpohqQl6SyKnEJmoq8oQyh9gfBrAZJY+zOOLPjB/hz6DyD2FAuhJgbJC6DUZLgaOFslR9WS0UwGo5qfE4iCGAmuavSyGiMBk3/F3JFOFCQpdq8jg',
    ],
    [
      'several blocks',
      Buffer.alloc(300_000, 'ab'),
      'QlpoMTFBWSZTWfFLiycAYaMBADAAIAAwgCkZQlBaoSguYoKyTKayA328+ADDRgIAYABAAGEAUjVCUFlCUFzFBWSZTWfFLiycAYaMBADAAIAAwgCkZQlBaoSguYoKyTKazmx+FDgAAHAIAYABAAGEAmoyNRxdyRThQkKO/9Ac',
    ],
    ['nothing', Buffer.alloc(0), 'QlpoORdyRThQkAAAAAA='],
  ])('%s', ([what, content, packed]) => expectWhole(Buffer.from(packed, 'base64'), content, what));
});

describe('what is packed otherwise is unpacked, too', () => {
  test.for<[string, Bzip2Options]>([
    ['in one block', {}],
    ['in several blocks', { blockBytes: 300 }],
    ['in blocks of one byte', { blockBytes: 1 }],
    ['by six codes', { codes: 6 }],
    ['at the lowest level', { level: 1 }],
    ['by codes of up to 17 bits', { longer: [0, 1, 8, 0, 3] }],
    ['by codes of up to 20 bits', { longer: [0, 11, 2, 7] }],
  ])('%s', ([, options]) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = rng(seed);
      for (const content of [
        randomBytes(random, integer(random, 1, 600)),
        words(seed, integer(random, 1, 150)),
        runs(random),
      ])
        expectWhole(bzip2(content, options), content, `seed ${seed}`);
    }
  });
});

test('runs of every length are unpacked', () => {
  for (const around of [1, 4, 255, 255 + 4, 2 * (255 + 4)])
    for (let count = Math.max(1, around - 4); count <= around + 6; count++)
      for (const next of ['', 'b', '\xff', 'bbbb'])
        for (const before of ['', 'b']) {
          const content = Buffer.from(`${before}${'a'.repeat(count)}${next}`, 'latin1');
          expectWhole(bzip2(content), content, `${count} and ${next}`);
        }
});

test('streams that follow each other are one content', () => {
  const parts = [words(1, 40), Buffer.alloc(0), randomBytes(rng(2), 300), Buffer.alloc(0)];
  const packed = parts.map((part, i) => bzip2(part, { level: i * 2 + 1 }));
  expectWhole(Buffer.concat(packed), Buffer.concat(parts), 'streams');
});

test('what follows and is no stream is left alone', () => {
  const content = words(1, 40);
  const packed = bzip2(content);
  for (const tail of ['\0', 'B', 'BZh', 'BZh0', 'BZip', 'x'.repeat(100)]) {
    const all = Buffer.concat([packed, Buffer.from(tail)]);
    expect(bunzip2(all, MOST), tail).toEqual({ bytes: content, consumed: packed.length });
  }
  expect(bunzip2(Buffer.concat([packed, Buffer.from('BZh9BZh9BZh9')]), MOST)).toMatchObject({
    bytes: content,
    problem: 'damaged',
  });
});

test('a stream is known by its first ten bytes', () => {
  for (const content of [Buffer.alloc(0), words(1, 5)])
    for (let level = 1; level <= 9; level++) {
      const head = bzip2(content, { level }).subarray(0, 10);
      expect(startsBzip2(head)).toBe(true);
      expect(startsBzip2(head.subarray(0, 9))).toBe(false);
      for (const i of head.keys()) {
        const other = Buffer.from(head);
        other[i] = 0x3a;
        expect(startsBzip2(other), `byte ${i}`).toBe(false);
      }
    }
  expect(startsBzip2(Buffer.from('BZh0').fill(bzip2(Buffer.alloc(0)).subarray(4, 10)))).toBe(false);
});

test('of a stream that is cut off the blocks before the cut are unpacked', () => {
  const content = words(3, 120);
  const packed = bzip2(content, { blockBytes: 100 });
  let longest = 0;
  for (let length = 0; length < packed.length; length++) {
    const { bytes, problem } = bunzip2(packed.subarray(0, length), MOST);
    expect(problem, `${length} bytes`).toBe('damaged');
    expect(bytes.equals(content.subarray(0, bytes.length)), `${length} bytes`).toBe(true);
    expect(bytes.length).toBeGreaterThanOrEqual(longest);
    longest = bytes.length;
  }
  expect(longest).toBe(content.length);
});

test('each bit that is wrong is noticed, unless nothing comes of it', () => {
  for (const content of [words(4, 30), Buffer.alloc(300, 'ab'), Buffer.alloc(900, 'a')]) {
    const packed = bzip2(content, { level: 1, blockBytes: 200, longer: [0, 1] });
    for (let bit = 0; bit < packed.length * 8; bit++) {
      const wrong = Buffer.from(packed);
      wrong[bit >> 3] = (wrong[bit >> 3] as number) ^ (1 << (bit & 7));
      const { bytes, problem } = bunzip2(wrong, MOST);
      expect(problem === 'damaged' || problem === 'unknown' || bytes.equals(content), `bit ${bit}`).toBe(true);
    }
  }
});

test('no bytes after a header are too wrong', () => {
  const head = bzip2(words(5, 5)).subarray(0, 14);
  for (let seed = 1; seed <= 300; seed++) {
    const random = rng(seed);
    const noise = randomBytes(random, 400).map(byte => byte & integer(random, 0, 255));
    expect(bunzip2(Buffer.concat([head, noise]), MOST).problem, `seed ${seed}`).toMatch(/damaged|unknown/);
  }
  for (const none of ['', 'B', 'BZh9', 'BZh0\x17\x72', 'text that was never packed'])
    expect(bunzip2(Buffer.from(none, 'latin1'), MOST)).toMatchObject({ bytes: Buffer.alloc(0), problem: 'damaged' });
});

test('a block whose checksum is wrong is returned, those after it are not', () => {
  const content = words(6, 60);
  const whole = bzip2(content, { blockBytes: 100 });
  const checksumOf = (at: number) => whole.indexOf(Buffer.from('314159265359', 'hex'), at) + 6;
  const wrong = Buffer.from(whole);
  wrong.writeUInt32BE(0, checksumOf(0));
  expect(bunzip2(wrong, MOST)).toMatchObject({ bytes: content.subarray(0, 100), problem: 'damaged' });
  const end = bzip2(Buffer.alloc(0));
  end.writeUInt32BE(1, 10);
  expect(bunzip2(end, MOST).problem).toBe('damaged');
  expect(bunzip2(Buffer.concat([whole, end]), MOST)).toMatchObject({ bytes: content, problem: 'damaged' });
});

test('a block that ends where the length of a run should stand is damaged', () => {
  const packed = bzip2(Buffer.from('aaaa'), { spoil: block => block.slice(0, -1) });
  expect(bunzip2(packed, MOST)).toMatchObject({ bytes: Buffer.from('aaaa'), problem: 'damaged' });
});

test('the obsolete kind of block is told from damage', () => {
  const packed = bzip2(words(7, 20), { isRandomised: true });
  expect(bunzip2(packed, MOST)).toMatchObject({ bytes: Buffer.alloc(0), problem: 'unknown' });
  expect(bunzip2(Buffer.concat([bzip2(Buffer.from('before')), packed]), MOST)).toMatchObject({
    bytes: Buffer.from('before'),
    problem: 'unknown',
  });
});

describe('a run that is longer than the block is damage before it is unpacked', () => {
  const content = Buffer.of(255);
  const digitsOf = (count: number): number[] => (count === 0 ? [] : [(count - 1) & 1, ...digitsOf((count - 1) >> 1)]);
  test('it may fill the block', () => {
    // Of five bytes four are, and 255 more.
    expect(bunzip2(bzip2(content, { level: 1, digits: digitsOf(100_000) }), 1 << 23).bytes).toHaveLength(20_000 * 259);
  });
  test.for([
    [digitsOf(100_001)],
    [Array<number>(20).fill(1)],
    [Array<number>(32).fill(0)],
    [Array<number>(33).fill(1)],
    [Array<number>(2000).fill(1)],
  ])('%#', ([digits]) => {
    const { bytes, problem } = bunzip2(bzip2(content, { level: 1, digits: digits as number[] }), 1 << 23);
    expect([bytes.length, problem]).toEqual([0, 'damaged']);
  });
});

test('no more is unpacked than was asked for', () => {
  const content = Buffer.concat([words(8, 100), Buffer.alloc(500, 'x')]);
  const packed = bzip2(content, { blockBytes: 150 });
  for (let most = 0; most < content.length; most += 7)
    expect(bunzip2(packed, most)).toMatchObject({ bytes: content.subarray(0, most), problem: 'full' });
  expect(bunzip2(packed, content.length).problem).toBeUndefined();
});

test('a bomb ends at once when there is no more room', { timeout: 10_000 }, () => {
  // 46 bytes for 45,899,235.
  // In base64 it would be opened where this file is scanned, and be too large.
  const one = Buffer.from(
    '425a68393141592653590e09e2df015f8e4000c0000008200030804d4642a025' + 'a90a80971772453850900e09e2df',
    'hex',
  );
  const bomb = Buffer.alloc(one.length * 100_000, one);
  const { bytes, problem } = bunzip2(bomb, 64 << 20);
  expect(problem).toBe('full');
  expect(bytes.equals(Buffer.alloc(64 << 20))).toBe(true);
});

test('many streams of nothing end soon', { timeout: 10_000 }, () => {
  const none = bzip2(Buffer.alloc(0));
  expectWhole(Buffer.alloc(none.length * 500_000, none), Buffer.alloc(0), 'nothing');
});
