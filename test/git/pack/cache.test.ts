import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearCache } from '../../../src/git/remembered.ts';
import { accessKeyId } from '../../generate/aws.ts';
import { rng } from '../../generate/random.ts';
import { growRepository, packs } from '../../property/grown-repository.ts';
import { makeFolder, makeRepo, type TestRepo } from '../../repo.ts';
import { comparable, readByPack } from './both-readers.ts';

function grown(seed: number): TestRepo {
  const repo = growRepository(rng(seed));
  repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-k', '-f');
  repo.git('prune-packed');
  return repo;
}

const entry = (folder: string) => join(folder, readdirSync(folder)[0]!);

test('what is remembered of packs tells the same again, and only what has something to tell is read', async () => {
  for (const seed of [31, 32, 33]) {
    const [repo, cacheFolder] = [grown(seed), makeFolder('cache')];
    const first = await readByPack(repo.dir, { cacheFolder });
    const second = await readByPack(repo.dir, { cacheFolder });
    expect(first.report.readers.git).toBe(0);
    // Loose objects that a kept pack left behind are read anew, but not by git.
    expect(second.report.readers.git).toBeGreaterThan(0);
    expect(second.report.readers.git).toBeLessThanOrEqual(second.told.length);
    expect(comparable(second)).toEqual(comparable(first));
  }
});

test('the cache holds no secret and no part of one', async () => {
  const [repo, cacheFolder] = [grown(31), makeFolder('cache')];
  const { told } = await readByPack(repo.dir, { cacheFolder });
  const text = readFileSync(entry(cacheFolder), 'latin1');
  const values = told.flatMap(line => [...line.matchAll(/"value":\{"value":"([^"]+)"/g)].map(match => match[1]!));
  expect(values.length).toBeGreaterThan(10);
  for (const value of values)
    for (let at = 0; at + 8 <= value.length; at += 8) expect(text).not.toContain(value.slice(at, at + 8));
});

test('new loose objects are read beside remembered packs, and missing ones are noticed', async () => {
  const [repo, cacheFolder] = [grown(32), makeFolder('cache')];
  const before = await readByPack(repo.dir, { cacheFolder });
  const id = accessKeyId({ rng: rng(1), prefix: 'AKIA' });
  const oid = repo.gitWith({ input: id }, 'hash-object', '-w', '--stdin');
  const gone = 'ab'.repeat(20);
  repo.gitWith({ input: `100644 blob ${gone}\tx\n100644 blob ${oid}\ty\n` }, 'mktree', '--missing');
  const after = await readByPack(repo.dir, { cacheFolder });
  expect(after.report.readers.git).toBe(before.told.length);
  expect(after.told.filter(line => !before.told.includes(line))).toEqual([expect.stringContaining(oid)]);
  expect([...after.report.absent.keys()]).toContain(gone);
  expect(after.report.objects.expected).toBe(before.report.objects.expected + 2);
});

test('a damaged or foreign entry is ignored with a note', async () => {
  const [repo, cacheFolder] = [grown(33), makeFolder('cache')];
  const sound = await readByPack(repo.dir, { cacheFolder });
  const whole = readFileSync(entry(cacheFolder), 'latin1');
  for (const text of [
    '',
    'null',
    '{}',
    whole.slice(0, -9),
    whole.replace(/"[0-9a-f]{40}/, `"${'0'.repeat(40)}`),
    whole.replace(/\d(?=,)/, '7'),
  ]) {
    if (text === whole) continue;
    writeFileSync(entry(cacheFolder), text);
    const reading = await readByPack(repo.dir, { cacheFolder });
    expect(reading.report.notes).toEqual([expect.stringContaining('ignored')]);
    expect(comparable(reading)).toEqual(comparable(sound));
  }
});

test('a pack that was touched, or another bound, is not what is remembered', async () => {
  const [repo, cacheFolder] = [grown(34), makeFolder('cache')];
  await readByPack(repo.dir, { cacheFolder });
  expect((await readByPack(repo.dir, { cacheFolder, maxFileBytes: 1000 })).report.readers.git).toBe(0);
  utimesSync(packs(repo)[0]!, 1, 1);
  expect((await readByPack(repo.dir, { cacheFolder })).report.readers.git).toBe(0);
  expect(clearCache(cacheFolder)).toBe(3);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('nothing is remembered of packs with damage, and a folder that cannot be written loses nothing', async () => {
  const [repo, cacheFolder] = [grown(35), makeFolder('cache')];
  const file = join(makeFolder(), 'file');
  writeFileSync(file, '');
  const barred = await readByPack(repo.dir, { cacheFolder: join(file, 'below') });
  expect(barred.report.objects.failed).toEqual([]);
  chmodSync(packs(repo)[0]!, 0o644);
  appendFileSync(packs(repo)[0]!, 'more');
  expect((await readByPack(repo.dir, { cacheFolder })).report.objects.failed.length).toBeGreaterThan(0);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('nothing is remembered of packs in which a submodule is named like a key', async () => {
  for (const [name, entries] of [
    ['lib', 1],
    [accessKeyId({ rng: rng(2), prefix: 'AKIA' }), 0],
  ] as const) {
    const [repo, cacheFolder] = [makeRepo(), makeFolder('cache')];
    repo.git('update-index', '--add', '--cacheinfo', `160000,${'12'.repeat(20)},${name}`);
    repo.git('commit', '-q', '-m', 'add a submodule');
    repo.git('repack', '-q', '-a', '-d');
    expect([...(await readByPack(repo.dir, { cacheFolder })).report.submodules.values()]).toEqual([name]);
    expect(existsSync(cacheFolder) ? readdirSync(cacheFolder) : []).toHaveLength(entries);
  }
});
