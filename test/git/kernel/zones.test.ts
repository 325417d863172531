import { expect, test } from 'vitest';
import { findAll } from '../../../src/detect/find/find.ts';
import { applyDelta, Copies, readDeltaHead } from '../../../src/git/pack/delta.ts';
import { findZones, Zones } from '../../../src/git/pack/zones.ts';
import { encodedBlock } from '../../generate/blocks.ts';
import { encodedTwice } from '../../generate/encoded-twice.ts';
import { inLayers } from '../../generate/layers.ts';
import { noise, planted } from '../../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng } from '../../generate/random.ts';
import { rows } from '../../generate/rows.ts';
import { someWritten } from '../../generate/written.ts';
import { encodeDelta, type Part } from './deltas.ts';
import { kernelStage, marksOf } from './stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 20_000 : 1200;
const stage = kernelStage();
const { kernel, memory, free } = stage;
const [DELTA, BASE, CHILD] = [free, free + (2 << 20), free + (6 << 20)];

function content(random: Rng): Buffer {
  const pieces: Buffer[] = [];
  for (let i = integer(random, 0, 5); i > 0; i--) {
    const kind = random();
    if (kind < 0.3) pieces.push(planted(random));
    else if (kind < 0.4) pieces.push(inLayers(random));
    else if (kind < 0.41) pieces.push(encodedTwice(random));
    else if (kind < 0.43) pieces.push(someWritten(random));
    else if (kind < 0.46) pieces.push(rows(random));
    else pieces.push(kind < 0.48 ? encodedBlock(random) : noise(random, oneOf(random, [30, 500, 6000])));
    if (random() < 0.5) pieces.push(Buffer.from(oneOf(random, ['\n', ' = "', '"', ' ', '\0', '\n\n'])));
  }
  return Buffer.concat(pieces);
}

/** A delta of `base`: some copies, some insertions, some of them of leaks. */
function deltaOf(random: Rng, base: Buffer): { delta: Buffer; length: number } {
  const parts: Part[] = [];
  for (let i = integer(random, 0, 6); i > 0; i--) {
    if (base.length === 0 || random() < 0.3) {
      parts.push(random() < 0.3 ? planted(random) : bytes(random, integer(random, 1, 40)));
      continue;
    }
    const from = random() < 0.3 ? 0 : integer(random, 0, base.length - 1);
    const size = random() < 0.3 ? base.length - from : integer(random, 1, base.length - from);
    if (size > 0xffffff) continue;
    parts.push({ from, size });
  }
  return encodeDelta(base.length, parts, random);
}

/** Makes a child by the kernel and by its twin, and holds the one to the other. */
function child(random: Rng, brief: boolean) {
  const base = content(random);
  const { delta, length } = deltaOf(random, base);
  memory.set(delta, DELTA);
  memory.set(base, BASE);
  const head = { baseLength: 0, length: 0, at: 0 };
  expect(readDeltaHead(memory, DELTA, DELTA + delta.length, head)).toBe(true);
  const copies = new Copies();
  const twin = Buffer.concat([delta, base, Buffer.alloc(length)]);
  const place = { ...head, at: head.at - DELTA };
  expect(applyDelta(twin, place.at, delta.length, delta.length, head, delta.length + base.length, copies)).toBe(true);
  const bytesOfChild = twin.subarray(delta.length + base.length);
  // What is left out must not be taken for what was there before.
  memory.fill(0x41, CHILD, CHILD + length + 64);
  const count = kernel.applyDelta(head.at, DELTA + delta.length, BASE, base.length, CHILD, length, brief);
  return { base, copies, count, length, bytes: bytesOfChild };
}

test('the kernel makes the same child of a delta as its twin, of the same copies', () => {
  for (let seed = 1; seed <= CASES; seed++) {
    const { copies, count, length, bytes: wanted } = child(rng(seed), false);
    expect(memory.subarray(CHILD, CHILD + length).equals(wanted), `seed ${seed}`).toBe(true);
    expect(count).toBe(copies.count);
    for (const [at, list] of [
      [kernel.copyStartsAt(), copies.start],
      [kernel.copyEndsAt(), copies.end],
      [kernel.copyBasesAt(), copies.base],
    ] as const) {
      expect([...new Int32Array(memory.buffer, at >>> 0, count)]).toEqual([...list.subarray(0, count)]);
    }
  }
});

test('the kernel refuses a delta that reads or writes outside its bounds', () => {
  let refused = 0;
  for (let seed = 1; seed <= CASES; seed++) {
    const random = rng(seed);
    const base = noise(random, 300);
    const { delta, length } = deltaOf(random, base);
    const head = { baseLength: 0, length: 0, at: 0 };
    readDeltaHead(delta, 0, delta.length, head);
    for (let i = 3; i > 0 && delta.length > head.at; i--)
      delta[integer(random, head.at, delta.length - 1)] = integer(random, 0, 255);
    memory.set(delta, DELTA);
    memory.set(base, BASE);
    memory.fill(0x5a, CHILD, CHILD + length + 4096);
    const twin = Buffer.concat([delta, base, Buffer.alloc(length)]);
    const fits = applyDelta(twin, head.at, delta.length, delta.length, head, delta.length + base.length, new Copies());
    const count = kernel.applyDelta(DELTA + head.at, DELTA + delta.length, BASE, base.length, CHILD, length, false);
    expect(count >= 0, `seed ${seed}`).toBe(fits);
    expect(memory.subarray(CHILD + length + 64, CHILD + length + 4096).every(byte => byte === 0x5a)).toBe(true);
    if (!fits) refused++;
  }
  expect(refused).toBeGreaterThan(CASES / 10);
});

test.each([false, true])(
  'every candidate that touches a dirty zone touches one that the kernel marks (brief: %s)',
  brief => {
    let found = 0;
    let quiet = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const made = child(rng(seed), brief);
      const zones = new Zones();
      findZones(made.copies, zones);
      const marked = kernel.markZones(CHILD, made.length, made.base.length, made.count, brief);
      expect(marked).toBeGreaterThanOrEqual(0);
      const marks = marksOf(stage, marked);
      if (marked === 0) quiet++;
      for (const one of findAll(made.bytes)) {
        if (!zones.touch(one.start, one.end)) continue;
        found++;
        const seen = marks.some(([from, to]) => from < one.end && to > one.start);
        expect(seen, `seed ${seed}: ${one.role} at ${one.start}`).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(CASES);
    expect(quiet).toBeGreaterThan(CASES / 20);
  },
);

test('every candidate of a whole content touches a piece that the kernel marks', () => {
  let found = 0;
  for (let seed = 1; seed <= CASES; seed++) {
    const whole = content(rng(seed));
    // Random bytes around it: nothing outside the content may count.
    memory.set(bytes(rng(seed), 600), CHILD - 300);
    memory.set(bytes(rng(seed), 600), CHILD + whole.length);
    memory.set(whole, CHILD);
    const marked = kernel.markWhole(CHILD, whole.length);
    const marks = marksOf(stage, marked);
    for (const one of findAll(whole)) {
      found++;
      const seen = marks.some(([from, to]) => from < one.end && to > one.start);
      expect(seen, `seed ${seed}: ${one.role} at ${one.start}`).toBe(true);
    }
  }
  expect(found).toBeGreaterThan(CASES);
});

test('every candidate that touches one of some zones of a whole content touches a piece that the kernel marks there', () => {
  let found = 0;
  let quiet = 0;
  for (let seed = 1; seed <= CASES; seed++) {
    const random = rng(seed);
    const whole = content(random);
    memory.set(bytes(random, 600), CHILD - 300);
    memory.set(bytes(random, 600), CHILD + whole.length);
    memory.set(whole, CHILD);
    const cuts: number[] = [];
    for (let at = integer(random, 0, 300); at < whole.length && cuts.length < 8; ) {
      const end = Math.min(whole.length, at + integer(random, 1, oneOf(random, [1, 30, 3000])));
      cuts.push(at, end);
      at = end + integer(random, 1, 2000);
    }
    let marked = 0;
    for (let i = 0; i < cuts.length; i += 2)
      marked = kernel.markZone(CHILD, whole.length, cuts[i]!, cuts[i + 1]!, i > 0);
    const marks = marksOf(stage, marked);
    if (marked === 0) quiet++;
    for (const one of findAll(whole)) {
      const touches = (from: number, to: number) => from < one.end && to > one.start;
      if (!cuts.some((from, i) => i % 2 === 0 && touches(from, cuts[i + 1]!))) continue;
      found++;
      expect(
        marks.some(([from, to]) => touches(from, to)),
        `seed ${seed}: ${one.role} at ${one.start}`,
      ).toBe(true);
    }
  }
  expect(found).toBeGreaterThan(CASES / 2);
  expect(quiet).toBeGreaterThan(CASES / 20);
});

test('capitals in long runs are looked through once, not once for every nineteenth of them', () => {
  const run = `${'U'.repeat(8000)} `;
  const length = memory.write(run.repeat(1000), CHILD, 'latin1');
  const start = performance.now();
  expect(kernel.markWhole(CHILD, length)).toBeGreaterThanOrEqual(0);
  // Each run took five milliseconds when it was.
  expect(performance.now() - start).toBeLessThan(1500);
});
