/** What trees are written down to hold is what git says that they hold, whoever writes it down. */
import { expect, test } from 'vitest';
import { openRepository } from '../../../src/git/repository.ts';
import { COMMIT, type Links } from '../../../src/git/trees/links.ts';
import { readStore } from '../../../src/git/trees/store.ts';
import { type Search, searchFor } from '../../../src/git/trees/things.ts';
import { oneOf, rng } from '../../generate/random.ts';
import { growRepository, removeAll } from '../../property/grown-repository.ts';
import { wandering } from '../../property/wandering-repository.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { readByPack, readByTwins } from '../pack/both-readers.ts';
import { toldOf } from './told-links.ts';

const CASES = process.env.KEYSIFT_LONG === undefined ? 10 : 200;
const { signal } = new AbortController();

/** What is written down with a kernel, and by its twins. */
async function linksOf(repo: TestRepo, search: Search) {
  const opened = await openRepository(repo.dir);
  const read = async (reader: typeof readByPack) =>
    readStore(opened, search, true, (await reader(repo.dir)).report.built, signal);
  return { own: await read(readByPack), twin: await read(readByTwins) };
}

/** What each tree, as an object, holds: names and things. */
function heldBy(links: Links): Map<number, Map<string, number>> {
  const held: Map<string, number>[] = [];
  const byObject = new Map<number, Map<string, number>>();
  for (let tree = 0; tree < links.count; tree++) {
    const base = links.bases.items[tree]!;
    const own = new Map(held[base]);
    held.push(own);
    if (base === COMMIT) continue;
    for (const lost of [1, 0]) {
      for (let i = links.starts.items[tree]!; i < links.endOf(tree); i++) {
        const slot = links.slots.items[i]!;
        if ((slot & 1) !== lost) continue;
        if (lost) own.delete(links.names[slot >> 1]!);
        else own.set(links.names[slot >> 1]!, links.things.items[i]!);
      }
    }
    byObject.set(links.objects.items[tree]!, own);
  }
  return byObject;
}

test(`trees of ${CASES} generated repositories hold what git says`, { timeout: 600_000 }, async () => {
  let told = 0;
  for (let seed = 1; seed <= CASES; seed++) {
    const random = rng(seed);
    const repo = seed % 2 === 0 ? growRepository(random, seed % 4 === 0 ? 'sha256' : 'sha1') : wandering(seed);
    const all = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)').split('\n');
    const of = (type: string) => all.filter(line => line.endsWith(type)).map(line => line.split(' ')[0]!);
    const blobs = of('blob').filter(() => random() < 0.3);
    const { own, twin } = await linksOf(repo, searchFor(blobs, []));
    const { links, things } = own;
    // They walk the deltas of one tree in another order.
    expect(toldOf(links).sort(), `seed ${seed}`).toEqual(toldOf(twin.links).sort());
    expect(links.sound, `seed ${seed}`).toBe(twin.links.sound);
    const held = heldBy(links);
    for (const oid of of('tree')) {
      const lines = repo.git('ls-tree', oid).split('\n');
      const expected = lines.flatMap(line => {
        const [, type, id, name] = /^\d+ (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
        const matters = type === 'tree' || (id !== undefined && blobs.includes(id));
        return matters ? [[name, things.find(Buffer.from(id!, 'hex'))]] : [];
      });
      const said = held.get(things.catalogue.find(Buffer.from(oid, 'hex')));
      expect([...(said ?? [])].sort(), `seed ${seed}, tree ${oid}`).toEqual(expected.sort());
      told += expected.length;
    }
    removeAll(repo);
  }
  expect(told).toBeGreaterThan(20 * CASES);
});

test('trees that are too much for the kernel are written down all the same', { timeout: 120_000 }, async () => {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const random = rng(5);
  const file = repo.store('blob', 'x');
  const folders = [1, 2, 3].map(at => repo.gitWith({ input: `100644 blob ${file}\tf${at}\n` }, 'mktree'));
  const names = (count: number) => Array.from({ length: count }, (_, at) => `d${at + 100_000}`);
  for (const count of [9000, 60_000]) {
    // Versions of one tree: of more names than the kernel has room for, and of more than a megabyte.
    const lines = names(count).map(name => `040000 tree ${oneOf(random, folders)}\t${name}\n`);
    for (let version = 0; version < 4; version++) {
      lines[100 * version + 50] = `040000 tree ${oneOf(random, folders)}\tnew-${version}\n`;
      lines[lines.length - 1 - version] = '';
      const tree = repo.gitWith({ input: lines.join('') }, 'mktree');
      repo.git('update-ref', `refs/trees/${count}-${version}`, tree);
    }
  }
  repo.git('repack', '-q', '-a', '-d', '-f');
  const { own, twin } = await linksOf(repo, searchFor([file], []));
  for (const { links, things } of [own, twin]) {
    const held = heldBy(links);
    for (const ref of repo.git('for-each-ref', '--format=%(objectname)').split('\n')) {
      const said = [...held.get(things.catalogue.find(Buffer.from(ref, 'hex')))!];
      const lines = said.map(([name, thing]) => `040000 tree ${things.catalogue.hex(thing)}\t${name}`);
      // What differs would fill pages.
      expect(lines.sort().join('\n') === repo.git('ls-tree', ref).split('\n').sort().join('\n')).toBe(true);
    }
  }
});
