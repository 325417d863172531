import { expect, test } from 'vitest';
import { detectors } from '../../../src/detect/detectors/index.ts';
import { findCandidates } from '../../../src/detect/find/find.ts';
import { readDeltaHead } from '../../../src/git/pack/delta.ts';
import { accessKeyId, BASE64, secretAccessKey } from '../../generate/aws.ts';
import { certificate, encodedBlock, signature } from '../../generate/blocks.ts';
import { noise } from '../../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../../generate/random.ts';
import { encodeDelta } from './deltas.ts';
import { kernelStage } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 20_000 : 400;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);
const { kernel, memory, free } = kernelStage();
const PLACE = free + 4096;

/** What somebody has to look at, as the kernel says: 0 if it is nothing. */
function marked(content: Buffer): number {
  // Digits around it: nothing outside the content may count.
  memory.fill(0x51, PLACE - 1024, PLACE);
  memory.set(content, PLACE);
  memory.fill(0x51, PLACE + content.length, PLACE + content.length + 1024);
  return kernel.markWhole(PLACE, content.length);
}

function content(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = integer(random, 1, 3); i > 0; i--) {
    if (random() < 0.3) pieces.push(noise(random, oneOf(random, [30, 500])));
    if (random() < 0.3) pieces.push(Buffer.from(text(random, 'words and more\n', integer(random, 1, 80))));
    pieces.push(encodedBlock(random));
  }
  const whole = Buffer.concat(pieces);
  return random() < 0.2 ? whole.subarray(integer(random, 0, whole.length >> 1)) : whole;
}

test('where the kernel passes over blocks of base64, nothing is found in them', () => {
  let quiet = 0;
  let leaking = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const one = content(rng(seed));
    if (marked(one) === 0) {
      quiet++;
      expect(findCandidates(one), `seed ${seed}`).toEqual([]);
    } else if (findCandidates(one).length > 0) leaking++;
  }
  expect(quiet).toBeGreaterThan(CASES / 10);
  expect(leaking).toBeGreaterThan(CASES / 10);
});

/** Text in base64 that names its block, in one line; every other line of such a block is too short to name anything. */
const NAMING = Buffer.from('words that are no key, and so not worth a judge.');
const [SHORT, BYTES_OF_SHORT] = [24, 18];

/**
 * A block of short lines, long enough that a block which is named in it ends before it does, with some lines that name it.
 * @param most short lines between two of those. Something worth a judgement stands in it, or nothing.
 */
function sparseBlock(random: Rng, most: number): Buffer {
  const names = integer(random, 1, 3);
  const gaps = Array.from({ length: names + 1 }, () => integer(random, 1, most) * BYTES_OF_SHORT);
  const pieces = gaps.map(gap => bytes(random, gap));
  const word = oneOf(random, [
    text(random, BASE64, 40),
    ` ${oneOf(
      random,
      detectors.flatMap(one => one.anchors),
    )} `,
    `"${accessKeyId({ rng: random, prefix: 'AKIA' })}"`,
    '',
  ]);
  const wide = random() < 0.3 && word !== '';
  const worth = Buffer.from(wide ? `some text ${word}` : word, wide ? 'utf16le' : 'latin1');
  const place = integer(random, 0, names);
  worth.copy(pieces[place]!, integer(random, 0, pieces[place]!.length));
  const lines = pieces.flatMap((piece, i) => {
    const short = piece.toString('base64').match(new RegExp(`.{${SHORT}}`, 'g'))!;
    return i === names ? short : [...short, NAMING.toString('base64')];
  });
  return Buffer.from(lines.join(oneOf(random, ['\n', '\r\n', '\n  '])));
}

test('where the kernel passes over a block of short lines that few places name, nothing is found in it', () => {
  let found = 0;
  let dull = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const block = sparseBlock(rng(seed), oneOf(rng(seed), [2, 20, 100, 500]));
    if (marked(block) === 0) {
      dull++;
      expect(findCandidates(block), `seed ${seed}`).toEqual([]);
    } else if (findCandidates(block).length > 0) found++;
  }
  expect(found).toBeGreaterThan(CASES / 40);
  expect(dull).toBeGreaterThan(CASES / 5);
});

test('the kernel passes over no brief child that it would not pass over as a whole', () => {
  const [delta, base] = [PLACE + (4 << 20), PLACE + (5 << 20)];
  let passed = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const old = Buffer.concat([Buffer.from('first\n'), sparseBlock(random, oneOf(random, [20, 100, 500]))]);
    const lines = [...old.toString('latin1').matchAll(/\n/g)].map(one => one.index + 1);
    const named = old.indexOf(NAMING.toString('base64'));
    const near = lines.filter(at => Math.abs(at - named) < 1000);
    const at = oneOf(random, random() < 0.5 ? near : lines);
    const made = encodeDelta(
      old.length,
      [{ from: 0, size: at }, Buffer.from('more\n'), { from: at, size: old.length - at }],
      random,
    );
    memory.set(made.delta, delta);
    memory.set(old, base);
    const head = { baseLength: 0, length: 0, at: 0 };
    readDeltaHead(memory, delta, delta + made.delta.length, head);
    const marksOfChild = (brief: boolean) => {
      // What is left out must not be taken for what was there before: digits.
      memory.fill(0x51, PLACE, PLACE + made.length + 64);
      const end = delta + made.delta.length;
      const count = kernel.applyDelta(head.at, end, base, old.length, PLACE, made.length, brief);
      return kernel.markZones(PLACE, made.length, old.length, count, brief);
    };
    if (marksOfChild(true) !== 0) continue;
    passed++;
    expect(marksOfChild(false), `seed ${seed}`).toBe(0);
  }
  expect(passed).toBeGreaterThan(CASES / 10);
});

/** A commit with a signature in its header, as git writes it. */
function signedCommit(random: Rng): string {
  return `tree ${text(random, '0123456789abcdef', 40)}\ngpgsig ${signature(random, ' ')}\n\nSay what it is\n`;
}

test.each([
  ['a signature', (random: Rng) => signature(random)],
  ['a signed commit', signedCommit],
  ['a certificate', certificate],
  ['lines of a picture', (random: Rng) => bytes(random, 12_100).toString('base64').replace(/.{76}/g, '$&\r\n  ')],
])('the kernel passes over %s', (_, make) => {
  let quiet = 0;
  for (let seed = 1; seed <= 200; seed++) if (marked(Buffer.from(make(rng(seed)))) === 0) quiet++;
  // A last line may have the length of a secret.
  expect(quiet).toBeGreaterThan(180);
});

test('the kernel passes over no key id in a block of base64, wherever it stands in a group, in 8 bits or in 16', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = rng(seed);
    const leak = `id ${accessKeyId({ rng: random, prefix: oneOf(random, ['AKIA', 'ASIA']) })} secret ${secretAccessKey(random)}`;
    const plain = Buffer.from(leak, seed % 2 === 0 ? 'latin1' : 'utf16le');
    const block = Buffer.concat([bytes(random, integer(random, 0, 400)), plain, bytes(random, 300)]).toString('base64');
    const wrapped = ` ${block.replace(/.{64}/g, '$&\n ')}\n`;
    if (findCandidates(Buffer.from(wrapped)).length > 0)
      expect(marked(Buffer.from(wrapped)), `seed ${seed}`).not.toBe(0);
  }
});

test('what was said of a block is not said of another content in its place', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = rng(seed);
    const [head, tail] = [bytes(random, 90), bytes(random, 90)];
    const leak = Buffer.from(` ${accessKeyId({ rng: random, prefix: 'AKIA' })} ${secretAccessKey(random)} `);
    const made = (middle: Buffer) => Buffer.from(`x ${Buffer.concat([head, middle, tail]).toString('base64')}\n`);
    expect(marked(made(bytes(random, leak.length)))).toBe(0);
    expect(marked(made(leak)), `seed ${seed}`).not.toBe(0);
  }
});

test('every anchor begins with four signs of ASCII, which the kernel looks for in what it decodes', () => {
  for (const anchor of detectors.flatMap(one => one.anchors)) expect(anchor).toMatch(/^[!-~]{4}/);
});

test('a block of many lines that are all asked for takes no longer than some of its length', () => {
  // Every line shows as text, in all alignments at once.
  const line = `${'ABCDEFGH'.repeat(8)}\n`;
  const time = (count: number) => {
    const before = process.cpuUsage().user;
    expect(marked(Buffer.from(line.repeat(count)))).toBe(0);
    return process.cpuUsage().user - before;
  };
  time(100);
  expect(time(100_000)).toBeLessThan(5_000_000);
});
