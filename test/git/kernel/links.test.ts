/** What the kernel writes down of trees and commits is what its twins write down. */
import { expect, test } from 'vitest';
import { Catalogue } from '../../../src/git/pack/catalogue.ts';
import { applyDelta, Copies, readDeltaHead } from '../../../src/git/pack/delta.ts';
import { ownMemory } from '../../../src/git/pack/memory.ts';
import { Version } from '../../../src/git/pack/version.ts';
import { EntryReader } from '../../../src/git/trees/entry-reader.ts';
import { KernelLinks } from '../../../src/git/trees/kernel-links.ts';
import { Links, NO_BASE } from '../../../src/git/trees/links.ts';
import { searchFor, Things } from '../../../src/git/trees/things.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../../generate/random.ts';
import { toldOf } from '../trees/told-links.ts';
import { encodeDelta, type Part } from './deltas.ts';
import { type Entry, treesOf } from './tree-deltas.ts';

const CASES = process.env.KEYSIFT_LONG === '1' ? 20_000 : 1000;
const STORED = 1000;
/** What the kernel says of a tree that its twin has to take. */
const ODD = -1;

/** A kernel that writes down what trees hold, of a store of some ids, for a search for some. */
function stageOf(idBytes: number) {
  const random = rng(idBytes);
  const shared = Catalogue.allocate(idBytes, [], [], 0, STORED, 1, false);
  const catalogue = new Catalogue(shared);
  const ids = Array.from({ length: STORED }, () => bytes(random, idBytes)).sort(Buffer.compare);
  for (const [at, id] of ids.entries()) catalogue.ids.set(id, at * idBytes);
  catalogue.enter(0, STORED);
  const wanted = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? oneOf(random, ids) : bytes(random, idBytes)));
  const things = new Things(
    catalogue,
    searchFor(
      wanted.map(id => id.toString('hex')),
      [],
    ),
  );
  const own = ownMemory(shared.memory, 0);
  const links = new Links(catalogue);
  const linker = KernelLinks.open(own, things, links)!;
  const places = [0, 1, 2, 3, 4, 5].map(place => linker.own.arena + (place << 20));
  const entry = (maker: Rng): Entry => {
    const mode = oneOf(maker, ['100644', '100755', '40000', '40000', '40000', '120000', '160000', '100664', '40', '0']);
    const length = maker() < 0.03 ? integer(maker, 200, 2500) : integer(maker, 1, 30);
    const any = () => bytes(maker, idBytes);
    const id = oneOf(maker, [() => oneOf(maker, ids), () => oneOf(maker, ids), () => oneOf(maker, wanted), any])();
    return { name: Buffer.from(`${mode} ${text(maker, 'abcdefgh_.- ', length)}\0`), id };
  };
  return { things, own, kernel: own.kernel!, links, linker, places, entry };
}

type Stage = ReturnType<typeof stageOf>;

const stages = [stageOf(20), stageOf(32)];

/** What the twins write down of the same trees. */
function twinOf({ things }: Stage, base: Buffer, delta: Buffer): Links {
  const links = new Links(things.catalogue);
  const reader = new EntryReader(things, links);
  const head = { baseLength: 0, length: 0, at: 0 };
  readDeltaHead(delta, 0, delta.length, head);
  const memory = Buffer.concat([delta, base, Buffer.alloc(head.length)]);
  const copies = new Copies();
  const at = delta.length + base.length;
  expect(applyDelta(memory, head.at, delta.length, delta.length, head, at, copies)).toBe(true);
  const known = new Version(1, 'tree', memory, delta.length, base.length);
  reader.read(known, undefined, undefined, false);
  reader.read(new Version(2, 'tree', memory, at, head.length), known, copies, true);
  return links;
}

/** Has the kernel write down a tree and a version of it. @returns false if the version is for the twin. */
function linkBoth({ own, kernel, places }: Stage, base: Buffer, delta: Buffer, brief: boolean): boolean {
  const [tree, bits, edit, child, ownBits] = places as [number, number, number, number, number];
  const head = { baseLength: 0, length: 0, at: 0 };
  readDeltaHead(delta, 0, delta.length, head);
  own.bytes.set(base, tree);
  own.bytes.set(delta, edit);
  expect(kernel.linkTree(1, tree, base.length, bits)).toBe(0);
  const number = kernel.lastLinked();
  // What is left out of a brief child looks like entries, and must not be taken for them.
  for (let at = child; at < child + head.length; at += 32) own.bytes.write('40000 no\0 01234567890123456789012', at);
  const from = edit + head.at;
  const copies = kernel.applyDelta(from, edit + delta.length, tree, base.length, child, head.length, brief);
  const odd = kernel.linkChild(
    2,
    child,
    head.length,
    brief ? 0 : ownBits,
    number,
    tree,
    base.length,
    bits,
    copies,
    brief,
  );
  expect([0, ODD]).toContain(odd);
  return odd === 0;
}

test.each([
  [20, false],
  [20, true],
  [32, false],
  [32, true],
])('the kernel writes down what its twin does (ids of %i bytes, brief: %s)', (width, brief) => {
  const stage = stages.find(({ things }) => things.catalogue.idBytes === width)!;
  const { links, linker } = stage;
  let odd = 0;
  let told = 0;
  for (let seed = 1; seed <= CASES; seed++) {
    const { base, delta } = treesOf(rng(seed), stage.entry);
    const twin = twinOf(stage, base, delta);
    links.sound = true;
    const first = links.count;
    const done = linkBoth(stage, base, delta, brief);
    linker.drain();
    if (!done) odd++;
    expect(toldOf(links, first), `seed ${seed}`).toEqual(toldOf(twin).slice(0, done ? 2 : 1));
    if (done) expect(links.sound, `seed ${seed}`).toBe(twin.sound);
    told += links.count - first + twin.things.length;
  }
  expect(odd).toBeLessThan(brief ? CASES / 3 : 1);
  expect(told).toBeGreaterThan(10 * CASES);
});

test('a tree that has entries of its base twice, or in another order, is written down whole', () => {
  const [stage] = stages as [Stage];
  const { links, linker, entry, things } = stage;
  for (let seed = 1; seed <= CASES / 10; seed++) {
    const random = rng(seed);
    const entries = Array.from({ length: 30 }, () => Buffer.concat(Object.values(entry(random))));
    const base = Buffer.concat(entries);
    const range = (from: number, to: number): Part => ({
      from: Buffer.concat(entries.slice(0, from)).length,
      size: Buffer.concat(entries.slice(from, to)).length,
    });
    const parts = oneOf(random, [
      [range(20, 30), range(0, 20)],
      [range(0, 20), range(10, 30)],
    ]);
    const { delta } = encodeDelta(base.length, parts, random);
    const first = links.count;
    expect(linkBoth(stage, base, delta, false)).toBe(true);
    linker.drain();
    const whole = new Links(things.catalogue);
    const tree = Buffer.concat(
      parts.map(part => (Buffer.isBuffer(part) ? part : base.subarray(part.from, part.from + part.size))),
    );
    new EntryReader(things, whole).read(new Version(2, 'tree', tree, 0, tree.length), undefined, undefined, true);
    expect(toldOf(links, first + 1)).toEqual(toldOf(whole));
    expect(toldOf(twinOf(stage, base, delta), 1)).toEqual(toldOf(whole));
    expect(links.bases.items[first + 1]).toBe(NO_BASE);
  }
});

test('a malformed tree, or one with more than there is room for, is left to the twin, and nothing of it stays', () => {
  const [stage] = stages as [Stage];
  const { links, linker, kernel, own, places, entry } = stage;
  const [place] = places as [number];
  const random = rng(7);
  const folder = (name: string) => Buffer.concat([Buffer.from(`40000 ${name}\0`), entry(random).id]);
  const many = Array.from({ length: 20_000 }, (_, at) => folder(`folder ${at}`));
  const odd = [
    folder(''),
    folder('x'.repeat(5000)),
    Buffer.concat(many),
    Buffer.concat(many.map(() => folder('the same'))).subarray(0, -1),
    Buffer.concat([folder('good'), Buffer.from('40000 cut')]),
  ];
  const first = links.count;
  for (const tree of odd) {
    own.bytes.set(tree, place);
    own.bytes.fill(0, place + tree.length, place + tree.length + 64);
    expect(kernel.linkTree(1, place, tree.length, 0)).toBe(ODD);
  }
  linker.drain();
  const good = folder('good');
  own.bytes.set(good, place);
  expect(kernel.linkTree(3, place, good.length, 0)).toBe(0);
  linker.drain();
  expect(toldOf(links, first)).toEqual([expect.stringMatching(/^3, -1, \+good /)]);
});

test('names and changes without end are written down', () => {
  const [stage] = stages as [Stage];
  const { links, linker, kernel, own, places, things } = stage;
  const [place] = places as [number];
  const first = links.count;
  const expected: string[] = [];
  for (let tree = 0; tree < 60; tree++) {
    const names = Array.from({ length: 700 }, (_, at) => `${tree}-${at}`);
    const { ids } = things.catalogue;
    const entries = names.map((name, at) =>
      Buffer.concat([Buffer.from(`40000 ${name}\0`), ids.subarray(20 * at, 20 * at + 20)]),
    );
    const bytes = Buffer.concat(entries);
    own.bytes.set(bytes, place);
    if (kernel.linksAreFull()) linker.drain();
    expect(kernel.linkTree(tree, place, bytes.length, 0)).toBe(0);
    expected.push([tree, NO_BASE, ...names.map((name, at) => `+${name} ${things.find(ids, 20 * at)}`)].join(', '));
  }
  linker.drain();
  expect(toldOf(links, first)).toEqual(expected);
});
