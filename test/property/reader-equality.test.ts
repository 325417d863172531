import { expect, test } from 'vitest';
import { fileOfBlocks } from '../generate/blocks.ts';
import { encodedTwice } from '../generate/encoded-twice.ts';
import { inLayers } from '../generate/layers.ts';
import { rng } from '../generate/random.ts';
import { someWritten } from '../generate/written.ts';
import {
  comparable,
  readByFewWindows,
  readByGit,
  readByPack,
  readByTwins,
  readPlainly,
} from '../git/pack/both-readers.ts';
import { growRepository, removeAll } from './grown-repository.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 1000 : 20;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);

test(`both readers, with and without the kernel and packs in memory, tell the same of ${CASES} generated repositories`, {
  timeout: 3_600_000,
}, async () => {
  let told = 0;
  let packed = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    // Blocks of base64 are what the kernel looks into.
    const blocks = seed % 2 === 0 ? [fileOfBlocks(rng(seed)), fileOfBlocks(rng(seed + 1))] : [];
    // And what goes on over lines and literals has to be followed out of a change.
    const layers = seed % 3 === 0 ? [1, 2, 3, 4].map(i => (i < 3 ? inLayers : encodedTwice)(rng(4 * seed + i))) : [];
    // What is packed and written as base64 is read from its head on, however far from the change that is.
    const written = seed % 3 === 1 ? [1, 2].map(i => someWritten(rng(4 * seed + i))) : [];
    const more = [...blocks, ...layers, ...written];
    const repo = growRepository(rng(seed), seed % 7 === 0 ? 'sha256' : 'sha1', more);
    const options = seed % 5 === 0 ? { maxFileBytes: 700 } : {};
    const plain = comparable(await readPlainly(repo.dir, options));
    const byPack = await readByPack(repo.dir, options);
    expect(comparable(byPack), `seed ${seed}`).toEqual(plain);
    expect(comparable(await readByTwins(repo.dir, options)), `seed ${seed}, twins`).toEqual(plain);
    expect(comparable(await readByFewWindows(repo.dir, options)), `seed ${seed}, windows`).toEqual(plain);
    expect(comparable(await readByGit(repo.dir, options)), `seed ${seed}, git`).toEqual(plain);
    expect(byPack.report.objects.failed, `seed ${seed}`).toEqual([]);
    told += byPack.told.length;
    packed += byPack.report.readers.pack;
    removeAll(repo);
  }
  // The comparison is worth something only if there was something to find, and deltas to inherit it by.
  expect(told).toBeGreaterThan(CASES * 10);
  expect(packed).toBeGreaterThan(CASES * 50);
});
