import { expect, test } from 'vitest';
import { Base64Block } from '../../../src/detect/decode/base64-block.ts';
import { blockEnd } from '../../../src/detect/decode/block-edges.ts';
import { findAll, type Scout } from '../../../src/detect/find/find.ts';
import { plainView } from '../../../src/detect/find/view.ts';
import { REACH } from '../../../src/detect/find/window.ts';
import { scoutOf } from '../../../src/git/kernel.ts';
import { accessKeyId } from '../../generate/aws.ts';
import { encodedBlock, fileOfBlocks } from '../../generate/blocks.ts';
import { noise, planted } from '../../generate/noise.ts';
import { bytes, integer, type Rng, rng } from '../../generate/random.ts';
import { kernelStage } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 20_000 : 400;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);
const PAD = 768;
/** What names a candidate in a block is no further from it than this. */
const NEAR = 352;
const { kernel, memory, free } = kernelStage();
const PLACE = free + 4096;

function content(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = integer(random, 1, 4); i > 0; i--) {
    if (random() < 0.3) pieces.push(planted(random));
    if (random() < 0.3) pieces.push(noise(random, 500));
    pieces.push(random() < 0.2 ? fileOfBlocks(random) : encodedBlock(random));
  }
  return Buffer.concat(pieces);
}

/** What the kernel says of a content, and of how many blocks in it that they hold nothing. */
function asked(whole: Buffer) {
  // Digits around it: nothing outside the content may count.
  memory.fill(0x51, PLACE - 1024, PLACE);
  memory.set(whole, PLACE);
  memory.fill(0x51, PLACE + whole.length, PLACE + whole.length + 1024);
  const scout = scoutOf(kernel, PLACE, whole.length);
  const groups = new Set<number>();
  const isDull = (group: number) => {
    const dull = scout.isDull(group);
    if (dull) groups.add(group);
    return dull;
  };
  return { groups, isDull, scout };
}

test('the same is found whether the kernel says which blocks and runs hold nothing or not', {
  timeout: 600_000,
}, () => {
  let dull = 0;
  let found = 0;
  let passed = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const whole = content(random);
    const { isDull, scout, groups } = asked(whole);
    const from = random() < 0.5 ? 0 : integer(random, 0, whole.length);
    const to = random() < 0.5 ? whole.length : integer(random, from, whole.length);
    const candidates = findAll(whole, from, to);
    const everywhere: Scout['visitLoud'] = (low, high, take) => take(low, high);
    expect(findAll(whole, from, to, { isDull, visitLoud: everywhere }), `seed ${seed}`).toEqual(candidates);
    expect(findAll(whole, from, to, scout), `seed ${seed}, runs`).toEqual(candidates);
    let looked = 0;
    scout.visitLoud(from, to, (start, end) => {
      looked += Math.min(end, to) - Math.max(start, from);
    });
    passed += to - from - looked;
    dull += groups.size;
    found += candidates.length;
  }
  expect(dull).toBeGreaterThan(CASES);
  expect(found).toBeGreaterThan(CASES / 4);
  expect(passed).toBeGreaterThan(CASES * 1000);
});

test('nothing is named near a group of a block that the kernel says holds nothing, from wherever it is asked for', () => {
  let dull = 0;
  let worth = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const whole = content(random);
    const { isDull } = asked(whole);
    for (let asks = 0; asks < 20; asks++) {
      const group = integer(random, 0, Math.max(0, whole.length - 30));
      if (!/^[A-Za-z0-9+/]{26}/.test(whole.toString('latin1', group, group + 26))) continue;
      const end = group + (/^[A-Za-z0-9+/]+/.exec(whole.toString('latin1', group))?.[0].length ?? 0);
      // Further than the kernel has to see.
      const view = plainView(whole, group - 2 * PAD, blockEnd(whole, group, end, 2 * REACH) + 2 * PAD);
      const block = new Base64Block(view, group - view.base);
      const near = integer(random, group - NEAR, group + NEAR);
      const named = block.isWorthIt && block.names(near, near + 54);
      if (named) worth++;
      if (!isDull(group)) continue;
      dull++;
      expect(named, `seed ${seed}, group ${group}, near ${near}`).toBe(false);
    }
  }
  expect(dull).toBeGreaterThan(CASES);
  expect(worth).toBeGreaterThan(CASES / 20);
});

test('what the kernel said of a content is not said of another one in its place', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = rng(seed);
    const [head, tail] = [bytes(random, 90), bytes(random, 90)];
    const leak = Buffer.from(`"${accessKeyId({ rng: random, prefix: 'AKIA' })}"`);
    const made = (middle: Buffer) => Buffer.from(Buffer.concat([head, middle, tail]).toString('base64'));
    expect(asked(made(bytes(random, leak.length))).isDull(0)).toBe(true);
    expect(asked(made(leak)).isDull(0), `seed ${seed}`).toBe(false);
  }
});
