import { expect, test } from 'vitest';
import { findAll, findInZones } from '../../../src/detect/find/find.ts';
import { scoutOf } from '../../../src/git/kernel.ts';
import { accessKeyId, BASE64, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { noise, planted } from '../../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../../generate/random.ts';
import { kernelStage, marksOf } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 4000 : 150;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);
const stage = kernelStage();
const { kernel, memory, free } = stage;
const PLACE = free + 4096;

/** Source code as far as words make it one: nothing in it is long. */
function words(random: Rng, length: number): string {
  return text(random, 'var lines = of.code; \n', length);
}

/**
 * A leak that makes a block worth a judgement by itself: as it is, in UTF-16 or encoded once more. A secret in pieces with no id
 * beside it, or a lone id that is encoded once more, is found only if something else in the block does so.
 */
function leak(random: Rng): Buffer {
  const token = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: oneOf(random, [80, 600, 3000]) });
  const id = accessKeyId({ rng: random, prefix: oneOf(random, ['AKIA', 'ASIA']) });
  const plain = oneOf(random, [
    `this is the one that is used: "${id}"`,
    ` secretAccessKey: '${secretAccessKey(random)}' `,
    `aws_access_key_id = ${id}\naws_secret_access_key = ${secretAccessKey(random)}\naws_session_token = ${token}\n`,
  ]);
  const kind = integer(random, 0, 4);
  if (kind === 0) return Buffer.from(plain, 'utf16le');
  return Buffer.from(kind === 1 ? `, ${Buffer.from(plain).toString('base64')} ` : plain);
}

/** What a source map or a file encodes, with some leaks somewhere in it. */
function encoded(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = integer(random, 1, 4); i > 0; i--) {
    pieces.push(Buffer.from(words(random, integer(random, 1000, 25_000))));
    if (random() < 0.3) pieces.push(bytes(random, integer(random, 1, 9000)));
    if (random() < 0.5) pieces.push(leak(random));
  }
  return Buffer.concat(pieces);
}

/** One run of more than can be judged as one: base64, hex, or anything else that has no end. */
function longRun(random: Rng): Buffer {
  const kind = integer(random, 0, 9);
  if (kind === 0) return Buffer.from(bytes(random, integer(random, 5000, 12_000)).toString('hex'));
  if (kind === 1) return Buffer.from(text(random, BASE64, integer(random, 9000, 20_000)));
  const whole = encoded(random).toString('base64');
  const cut = whole.slice(integer(random, 0, 3), whole.length - integer(random, 0, 3));
  if (kind > 4) return Buffer.from(cut);
  const at = integer(random, 0, cut.length);
  const inside = oneOf(random, [
    '%2F',
    '\\/',
    '\\n',
    planted(random).toString('latin1'),
    `/${secretAccessKey(random)}`,
  ]);
  return Buffer.from(cut.slice(0, at) + inside + cut.slice(at), 'latin1');
}

function content(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = integer(random, 1, 2); i > 0; i--) {
    if (random() < 0.5) pieces.push(noise(random, oneOf(random, [30, 3000])));
    if (random() < 0.3) pieces.push(planted(random));
    pieces.push(Buffer.from(oneOf(random, ['\n', ' = "', 'base64,', '" + "', 'accessToken="', ''])), longRun(random));
    pieces.push(Buffer.from(oneOf(random, ['\n', '"', '" + "', '==\n', ''])));
  }
  return Buffer.concat(pieces);
}

function stand(random: Rng, whole: Buffer): void {
  // Random bytes around it: nothing outside the content may count.
  memory.set(bytes(random, 1200), PLACE - 1200);
  memory.set(bytes(random, 1200), PLACE + whole.length);
  memory.set(whole, PLACE);
}

const touches = (marks: readonly (readonly [number, number])[], one: { start: number; end: number }) =>
  marks.some(([from, to]) => from < one.end && to > one.start);

test('every candidate in and around long runs touches a piece that the kernel marks, and is found there', () => {
  let found = 0;
  let passed = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const whole = content(random);
    stand(random, whole);
    const count = kernel.markWhole(PLACE, whole.length);
    const marks = marksOf(stage, count);
    const candidates = findAll(whole);
    for (const one of candidates)
      expect(touches(marks, one), `seed ${seed}: ${one.role} at ${one.start} of ${whole.length}`).toBe(true);
    const again = findInZones(whole, Int32Array.from(marks.flat()), scoutOf(kernel, PLACE, whole.length));
    expect(again, `seed ${seed}`).toEqual(candidates);
    found += candidates.length;
    passed += whole.length - marks.reduce((sum, [from, to]) => sum + to - from, 0);
  }
  expect(found).toBeGreaterThan(CASES);
  expect(passed).toBeGreaterThan(CASES * 5000);
});

test('every candidate that touches a zone in a long run touches a piece that the kernel marks there', () => {
  let found = 0;
  let quiet = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const whole = content(random);
    stand(random, whole);
    const candidates = findAll(whole);
    for (let zones = 0; zones < 12; zones++) {
      const near = candidates.length > 0 && random() < 0.5 ? oneOf(random, candidates).start : undefined;
      const from = Math.max(
        0,
        near === undefined ? integer(random, 0, whole.length) : near + integer(random, -400, 400),
      );
      const to = Math.min(whole.length, from + integer(random, 1, oneOf(random, [30, 600, 9000])));
      const count = kernel.markZone(PLACE, whole.length, from, to, false);
      if (count === 0) quiet++;
      const marks = marksOf(stage, count);
      for (const one of candidates) {
        if (one.start >= to || one.end <= from) continue;
        found++;
        expect(touches(marks, one), `seed ${seed}, zone ${from} to ${to}: ${one.role} at ${one.start}`).toBe(true);
      }
    }
  }
  expect(found).toBeGreaterThan(CASES);
  expect(quiet).toBeGreaterThan(CASES);
});

test.each([
  [
    'an id between slashes',
    (random: Rng, fill: string) => `${fill}/${accessKeyId({ rng: random, prefix: 'AKIA' })}/${fill}`,
  ],
  ['a key behind its prefix', (_: Rng, fill: string) => `${'bedrock-api-key-'}${btoa('bedrock.amazonaws.com')}${fill}`],
  ['a secret behind an escape', (random: Rng, fill: string) => `${fill}\\n${secretAccessKey(random)}\\n${fill}`],
])('the kernel marks %s, in a run that is long and holds nothing else', (_, make) => {
  let found = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const random = rng(seed);
    const whole = Buffer.from(`\n${make(random, 'q'.repeat(integer(random, 8190, 20_000)))}\n`);
    stand(random, whole);
    const marks = marksOf(stage, kernel.markWhole(PLACE, whole.length));
    for (const one of findAll(whole)) {
      found++;
      expect(touches(marks, one), `seed ${seed}: ${one.role} at ${one.start}`).toBe(true);
    }
  }
  expect(found).toBeGreaterThan(40);
});

test('of a long line in base64 the kernel marks what is near to a leak', () => {
  for (let seed = FIRST; seed < FIRST + 20; seed++) {
    const random = rng(seed);
    const leak = ` secretAccessKey: '${secretAccessKey(random)}' `;
    const line = Buffer.from(words(random, 90_000) + leak + words(random, 90_000)).toString('base64');
    const whole = Buffer.from(`//# sourceMappingURL=data:application/json;base64,${line}\n`);
    stand(random, whole);
    const marks = marksOf(stage, kernel.markWhole(PLACE, whole.length));
    const marked = marks.reduce((sum, [from, to]) => sum + to - from, 0);
    expect(marked).toBeGreaterThan(0);
    expect(marked).toBeLessThan(40_000);
  }
});

test('a line of some megabytes is looked through once, whatever it encodes', () => {
  for (const line of ['QUJDREVGR0hJ'.repeat(350_000), 'Q'.repeat(4_000_000), 'c2VjcmV0IGFuZCBtb3Jl'.repeat(200_000)]) {
    const length = memory.write(line, PLACE, 'latin1');
    const before = process.cpuUsage().user;
    expect(kernel.markWhole(PLACE, length)).toBeGreaterThanOrEqual(0);
    expect(process.cpuUsage().user - before).toBeLessThan(3_000_000);
  }
});
