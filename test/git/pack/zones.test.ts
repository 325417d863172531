import { expect, test } from 'vitest';
import { WINDOW } from '../../../src/detect/find/window.ts';
import { applyDelta, Copies } from '../../../src/git/pack/delta.ts';
import { findZones, inherit, Zones } from '../../../src/git/pack/zones.ts';
import { integer, type Rng, rng } from '../../generate/random.ts';

interface Piece {
  readonly length: number;
  /** Start in the base, or nothing if it is inserted. */
  readonly from?: number;
}

function randomCopies(random: Rng, baseLength: number): { copies: Copies; origin: (number | undefined)[] } {
  const copies = new Copies();
  const origin: (number | undefined)[] = [];
  const pieces: Piece[] = [];
  for (let i = integer(random, 0, 5); i > 0; i--) {
    const from = integer(random, 0, baseLength - 1);
    pieces.push(
      random() < 0.3
        ? { length: integer(random, 1, 20) }
        : {
            from: random() < 0.3 ? 0 : from,
            length: random() < 0.4 ? baseLength - from : integer(random, 1, baseLength - from),
          },
    );
  }
  for (const { from, length } of pieces) {
    const whole = from === undefined ? length : Math.min(length, baseLength - from);
    if (from !== undefined) add(copies, origin.length, origin.length + whole, from);
    for (let i = 0; i < whole; i++) origin.push(from === undefined ? undefined : from + i);
  }
  copies.baseLength = baseLength;
  copies.length = origin.length;
  return { copies, origin };
}

function add(copies: Copies, start: number, end: number, base: number): void {
  const last = copies.count - 1;
  if (last >= 0 && copies.end[last] === start && copies.base[last]! + start - copies.start[last]! === base) {
    copies.end[last] = end;
    return;
  }
  copies.start[copies.count] = start;
  copies.end[copies.count] = end;
  copies.base[copies.count++] = base;
}

test('a range is inherited if and only if it and all around it, ends counted as bytes, is one piece of the base', () => {
  const zones = new Zones();
  for (let seed = 1; seed < 400; seed++) {
    const random = rng(seed);
    const baseLength = integer(random, 1, 3 * WINDOW);
    const { copies, origin } = randomCopies(random, baseLength);
    const length = origin.length;
    findZones(copies, zones);
    // The ends are one more byte on each side: -1 in the base is -1 in the child, the base's length the child's.
    const at = (i: number) => (i < 0 ? -1 : i >= length ? baseLength : origin[i]);
    for (let i = 0; i < 60 && length > 0; i++) {
      const start = integer(random, 0, length - 1);
      const end = Math.min(length, start + integer(random, 1, 60));
      let whole = origin[start] !== undefined;
      const [first, last] = [Math.max(-1, start - WINDOW), Math.min(length, end + WINDOW - 1)];
      for (let k = first + 1; whole && k <= last; k++) whole = at(k) !== undefined && at(k) === at(k - 1)! + 1;
      const shifts: number[] = [];
      if (origin[start] !== undefined) {
        inherit(copies, origin[start], origin[start] + end - start, shift => shifts.push(shift));
      }
      const inherited = shifts.includes(start - (origin[start] ?? Number.NaN));
      expect(inherited, `seed ${seed}, ${start}-${end}`).toBe(whole);
      if (!whole) expect(zones.touch(start, end), `seed ${seed}, ${start}-${end}`).toBe(true);
    }
  }
});

test('copies that are contiguous in base and child are one', () => {
  const memory = Buffer.alloc(100, 'abcdefghijklmnopqrstuvwxyz');
  // copy 0-9, copy 10-14, insert "XY", copy 3-7
  const delta = Buffer.from([0x90, 10, 0x91, 10, 5, 2, 0x58, 0x59, 0x91, 3, 5]);
  delta.copy(memory, 50);
  const copies = new Copies();
  expect(applyDelta(memory, 50, 50 + delta.length, 0, { baseLength: 26, length: 22, at: 0 }, 70, copies)).toBe(true);
  expect(memory.toString('latin1', 70, 92)).toBe('abcdefghijklmnoXYdefgh');
  expect([copies.count, ...copies.end.subarray(0, 2), ...copies.base.subarray(0, 2)]).toEqual([2, 15, 22, 0, 3]);
});

test('a delta that reaches outside its base, its result or itself is refused', () => {
  const apply = (delta: number[], baseLength: number, length: number) => {
    const memory = Buffer.alloc(100);
    Buffer.from(delta).copy(memory, 50);
    return applyDelta(memory, 50, 50 + delta.length, 0, { baseLength, length, at: 0 }, 70, new Copies());
  };
  expect(apply([0x90, 10], 10, 10)).toBe(true);
  expect(apply([0x90, 10], 9, 10)).toBe(false);
  expect(apply([0x91, 1, 9], 9, 9)).toBe(false);
  expect(apply([0x90, 10], 10, 9)).toBe(false);
  expect(apply([0x90, 10], 10, 11)).toBe(false);
  expect(apply([0x90], 10, 10)).toBe(false);
  expect(apply([3, 1, 2], 10, 3)).toBe(false);
  expect(apply([0], 10, 0)).toBe(false);
});
