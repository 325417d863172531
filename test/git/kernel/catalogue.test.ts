import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Built, buildCatalogue } from '../../../src/git/pack/build.ts';
import { listPacks } from '../../../src/git/pack/listing.ts';
import { rng } from '../../generate/random.ts';
import { growRepository, removeAll } from '../../property/grown-repository.ts';

/** All that a catalogue says of objects and families. */
function contents({ catalogue, roots, weights, strays, stored }: Built) {
  const { ids, flags, offsets, objects, crcs, bases, children, siblings, folder } = catalogue;
  const lists = { flags, offsets, objects, crcs, bases, children, siblings, folder };
  return {
    ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]])),
    ids: ids.toString('hex'),
    deltas: bases.filter(base => base >= 0).length,
    found: Array.from({ length: catalogue.count }, (_, object) => catalogue.find(ids, object * catalogue.idBytes)),
    roots: [...roots],
    weights: [...weights],
    strays,
    stored,
  };
}

test('the kernel fills a catalogue as its twins do, from held packs and from pieces', async () => {
  let deltas = 0;
  let copies = 0;
  for (let seed = 300; seed < 312; seed++) {
    const format = seed % 4 === 0 ? 'sha256' : 'sha1';
    const repo = growRepository(rng(seed), format);
    const idBytes = format === 'sha256' ? 32 : 20;
    const listing = await listPacks([join(repo.dir, 'objects')], idBytes);
    const build = async (options: object) =>
      contents(await buildCatalogue(listing, idBytes, { threads: 2, ...options }));
    const twins = await build({ twins: true });
    expect(await build({}), `seed ${seed}`).toEqual(twins);
    expect(await build({ mostWindows: 4 }), `seed ${seed}, in pieces`).toEqual(twins);
    deltas += twins.deltas;
    copies += twins.found.length - twins.stored;
    removeAll(repo);
  }
  expect(deltas).toBeGreaterThan(100);
  expect(copies).toBeGreaterThan(20);
});
