import { expect, test } from 'vitest';
import { applyDelta, Copies, readDeltaHead } from '../../../src/git/pack/delta.ts';
import { readTree } from '../../../src/git/pack/trees.ts';
import { Version } from '../../../src/git/pack/version.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../../generate/random.ts';
import { kernelStage } from './stage.ts';
import { type Entry, treesOf } from './tree-deltas.ts';

const CASES = process.env.KEYSIFT_LONG === '1' ? 20_000 : 1000;
const ID_BYTES = 20;
const OUTSIDE_WIDTH = 36;
/** What the kernel says of a tree that its twin has to take. */
const ODD = -1;

const stage = kernelStage();
const { kernel, memory, free } = stage;
const [TABLE, BASE, BITS, DELTA, CHILD] = [0, 1, 3, 4, 6].map(place => free + (place << 20)) as [
  number,
  number,
  number,
  number,
  number,
];
// No object is stored: every id that is named is told of.
memory.fill(0, TABLE, TABLE + 4096);
kernel.setCatalogue(free, ID_BYTES, TABLE, 256, 0);
kernel.lookUpTogether();

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz_.- ';

function entry(random: Rng): Entry {
  const mode = oneOf(random, ['100644', '100755', '40000', '120000', '160000', '100664', '040000']);
  const length = random() < 0.03 ? integer(random, 200, 2500) : integer(random, 1, 30);
  return { name: Buffer.from(`${mode} ${text(random, ALPHABET, length)}\0`), id: bytes(random, ID_BYTES) };
}

/** Puts two such trees where the kernel reads them, the first read. `apply` makes the other, and tells of how many copies. */
function staged(seed: number) {
  const { base, delta, length } = treesOf(rng(seed), entry);
  const head = { baseLength: 0, length: 0, at: 0 };
  readDeltaHead(delta, 0, delta.length, head);
  memory.set(base, BASE);
  memory.set(delta, DELTA);
  kernel.wholeTree(BASE, base.length, BITS);
  named();
  const apply = (brief: boolean) =>
    kernel.applyDelta(DELTA + head.at, DELTA + delta.length, BASE, base.length, CHILD, length, brief);
  return { base, delta, head, length, apply };
}

/** What the twin says of the new entries: ids that they name, and where submodules stand. */
function twinOf(base: Buffer, child: Buffer, copies: Copies): { ids: string[]; submodules: number[] } {
  const known = new Version(0, 'tree', base, 0, base.length);
  readTree(known, ID_BYTES, () => {}, false);
  const ids: string[] = [];
  const submodules: number[] = [];
  const onEntry: Parameters<typeof readTree>[2] = (cursor, tree) => {
    if (cursor.isSubmodule) submodules.push(tree.lastIndexOf(' ', cursor.nameStart - 1) - 6);
    else ids.push(`${cursor.kind} ${tree.toString('hex', cursor.idStart, cursor.end)}`);
  };
  readTree(new Version(1, 'tree', child, 0, child.length), ID_BYTES, onEntry, true, known, copies);
  return { ids, submodules };
}

/** The ids that the kernel did not find. */
function named(): string[] {
  const count = kernel.settle();
  const list = memory.subarray(kernel.outsideAt() >>> 0);
  const ids = Array.from({ length: count }, (_, i) => {
    const at = i * OUTSIDE_WIDTH;
    return `${list[at + 32] === 1 ? 'tree' : 'blob'} ${list.toString('hex', at, at + ID_BYTES)}`;
  });
  kernel.forgetOutside();
  return ids;
}

test.each([false, true])(
  'the kernel names what the new entries of a tree name, as its twin does (brief: %s)',
  brief => {
    let odd = 0;
    let told = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const { base, delta, head, length, apply } = staged(seed);
      const child = Buffer.concat([delta, base, Buffer.alloc(length)]);
      const copies = new Copies();
      expect(applyDelta(child, head.at, delta.length, delta.length, head, delta.length + base.length, copies)).toBe(
        true,
      );
      const twin = twinOf(base, child.subarray(delta.length + base.length), copies);

      // What is left out of a brief child looks like entries, and must not be taken for them.
      for (let at = CHILD; at < CHILD + length; at += 28) memory.write('100644 no\0 01234567890123456', at, 'latin1');
      const marked = kernel.changedTree(CHILD, length, 0, BITS, apply(brief), brief);
      if (marked === ODD && brief) {
        named();
        odd++;
        continue;
      }
      expect(named(), `seed ${seed}`).toEqual(twin.ids);
      const marks = new Int32Array(memory.buffer, kernel.marksAt() >>> 0, marked);
      // It marks some long names too.
      expect(
        twin.submodules.every(at => marks.includes(at)),
        `seed ${seed}`,
      ).toBe(true);
      told += twin.ids.length;
    }
    expect(odd).toBeLessThan(CASES / 3);
    expect(told).toBeGreaterThan(CASES);
  },
);

test('the bits of a tree made by a delta are those of the same tree read whole', () => {
  for (let seed = 1; seed <= CASES; seed++) {
    const { length, apply } = staged(seed);
    const [byDelta, whole] = [BITS + (1 << 18), BITS + (2 << 18)];
    if (kernel.changedTree(CHILD, length, byDelta, BITS, apply(false), false) === ODD) continue;
    kernel.wholeTree(CHILD, length, whole);
    named();
    const size = (length >> 3) + 1;
    const same = memory.subarray(byDelta, byDelta + size).equals(memory.subarray(whole, whole + size));
    expect(same, `seed ${seed}`).toBe(true);
  }
});
