import { chmodSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPacks } from '../../../src/git/pack/read.ts';
import { accessKeyId } from '../../generate/aws.ts';
import { rng } from '../../generate/random.ts';
import { growRepository, packs } from '../../property/grown-repository.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { comparable, type Reading, readBy, readByFewWindows, readByGit, readByPack } from './both-readers.ts';

/** A repository with all objects in one pack, and a finding in most. */
function onePack(seed = 11): { repo: TestRepo; pack: string } {
  const repo = growRepository(rng(seed));
  repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-f', '--depth=20', '--window=20');
  repo.git('prune-packed');
  const [pack] = packs(repo);
  chmodSync(pack!, 0o644);
  chmodSync(pack!.replace(/pack$/, 'idx'), 0o644);
  return { repo, pack: pack! };
}

/** Stores each object of the pack once more, loose. */
function unpackBeside(repo: TestRepo, pack: string): void {
  const other = join(makeFolder('other'), 'pack-copy');
  for (const end of ['pack', 'idx']) renameSync(pack.replace(/pack$/, end), `${other}.${end}`);
  repo.gitWith({ input: readFileSync(`${other}.pack`) }, 'unpack-objects', '-q');
  for (const end of ['pack', 'idx']) renameSync(`${other}.${end}`, pack.replace(/pack$/, end));
}

/** Damages most objects of a pack. */
function damageAllOver(pack: string): void {
  const damaged = readFileSync(pack);
  for (let at = 100; at < damaged.length - 20; at += 97) damaged[at]! ^= 0x40;
  writeFileSync(pack, damaged);
}

const oidOf = (line: string) => (JSON.parse(line) as { oid: string }).oid;
const failedOids = (reading: Reading) =>
  new Set(reading.report.objects.failed.map(one => one.what.replace('object ', '')));

function expectHealthyTold(damaged: Reading, sound: Reading, what: string) {
  const failed = failedOids(damaged);
  expect(damaged.told, what).toEqual(sound.told.filter(line => !failed.has(oidOf(line))));
  const { expected, scanned } = damaged.report.objects;
  expect(expected, what).toBe(scanned + damaged.report.objects.failed.length);
}

test('a flipped byte anywhere in a pack fails objects by name, and all others are told as before', async () => {
  const { repo, pack } = onePack();
  const whole = readFileSync(pack);
  const sound = await readByPack(repo.dir);
  expect(sound.told.length).toBeGreaterThan(20);
  for (let percent = 0; percent <= 100; percent += 4) {
    const flipped = Buffer.from(whole);
    flipped[Math.floor(((whole.length - 1) * percent) / 100)]! ^= 0x15;
    writeFileSync(pack, flipped);
    const damaged = await (percent % 8 === 0 ? readByPack : readByFewWindows)(repo.dir);
    expect(damaged.report.objects.failed.length, `at ${percent} %`).toBeGreaterThan(0);
    expectHealthyTold(damaged, sound, `at ${percent} %`);
    const objects = [...failedOids(damaged)].filter(what => /^[0-9a-f]{40}$/.test(what)).length;
    expect(objects + damaged.report.objects.scanned, `at ${percent} %`).toBe(sound.report.objects.scanned);
  }
});

test('a truncated pack is told of, and what is left of it is read', async () => {
  const { repo, pack } = onePack(12);
  const sound = await readByPack(repo.dir);
  const { length } = readFileSync(pack);
  for (const share of [0.9, 0.5, 0.1, 0]) {
    truncateSync(pack, Math.floor(length * share));
    for (const read of [readByPack, readByFewWindows]) {
      const damaged = await read(repo.dir);
      expect(failedOids(damaged)).toContain(pack);
      expectHealthyTold(damaged, sound, `cut to ${share}`);
      if (share >= 0.5) expect(damaged.report.readers.pack).toBeGreaterThan(0);
    }
  }
});

test('an index that is missing, empty or damaged makes the reading incomplete', async () => {
  const { repo, pack } = onePack(13);
  const index = pack.replace(/pack$/, 'idx');
  const whole = readFileSync(index);
  const damages: readonly ((path: string) => void)[] = [
    path => writeFileSync(path, ''),
    path => writeFileSync(path, Buffer.concat([Buffer.from('XXXX'), whole.subarray(4)])),
    path => writeFileSync(path, whole.subarray(0, whole.length / 2)),
    path => writeFileSync(path, Buffer.concat([whole.subarray(0, 1100), Buffer.from('!'), whole.subarray(1101)])),
    path => rmSync(path),
  ];
  for (const damage of damages) {
    damage(index);
    expect((await readByPack(repo.dir)).report.objects.failed.length).toBeGreaterThan(0);
  }
});

test('an object that is damaged in one pack and sound in another is read, and counted once', async () => {
  const { repo, pack } = onePack(18);
  const sound = await readByPack(repo.dir);
  unpackBeside(repo, pack);
  expect(comparable(await readByPack(repo.dir))).toEqual(comparable(sound));
  damageAllOver(pack);
  const reading = await readByPack(repo.dir);
  expect(reading.report.readers.git).toBeGreaterThan(0);
  expect(reading.told).toEqual(sound.told);
  expect(reading.report.objects.scanned).toBe(sound.report.objects.scanned);
  // No object is lost, but what git says of the damage makes the scan incomplete.
  expect(reading.report.objects.failed.map(one => one.what)).toEqual(['git cat-file']);
});

test('where git gives wrong sizes of a damaged pack, what it gives rightly is still told', async () => {
  const { repo, pack } = onePack(22);
  const sound = await readByPack(repo.dir);
  unpackBeside(repo, pack);
  damageAllOver(pack);
  for (const read of [readByPack, readByGit]) {
    const reading = await read(repo.dir);
    expect(reading.report.objects.failed.map(one => one.why).join()).toContain('out of form');
    expectHealthyTold(reading, sound, read.name);
    expect(reading.told.length).toBeGreaterThan(sound.told.length / 2);
  }
});

test('a loose object that is garbage, cut or empty is named, and the others are read', async () => {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const random = rng(15);
  const oids = Array.from({ length: 8 }, () =>
    repo.gitWith({ input: accessKeyId({ rng: random, prefix: 'AKIA' }) }, 'hash-object', '-w', '--stdin'),
  );
  const path = (oid: string) => join(repo.dir, 'objects', oid.slice(0, 2), oid.slice(2));
  for (const oid of oids) chmodSync(path(oid), 0o644);
  writeFileSync(path(oids[0]!), 'garbage');
  writeFileSync(path(oids[1]!), '');
  writeFileSync(path(oids[2]!), readFileSync(path(oids[2]!)).subarray(0, -6));
  const reading = await readByPack(repo.dir);
  expect([...failedOids(reading)].sort()).toEqual([...oids.slice(0, 3), 'git cat-file'].sort());
  expect(reading.told.map(oidOf).sort()).toEqual(oids.slice(3).sort());
});

test('packs that are repacked while they are read lose and double nothing', async () => {
  const repo = growRepository(rng(16));
  const sound = await readByGit(repo.dir);
  const { objects } = sound.report;
  for (const all of [
    ['-a', '-d', '-f'],
    ['-a', '-d', '-F'],
  ]) {
    // The listing is done and nothing is read when the first progress comes: then the packs go away.
    let moved = false;
    const reading = await readBy(readPacks, repo.dir, {
      signal: {
        get aborted() {
          if (!moved) repo.git('-c', 'pack.threads=1', 'repack', '-q', ...all);
          moved = true;
          return false;
        },
        addEventListener() {},
        removeEventListener() {},
      } as unknown as AbortSignal,
    });
    expect(moved).toBe(true);
    expect(reading.report.objects.expected).toBe(objects.expected);
    expect(comparable(reading)).toEqual(comparable(sound));
  }
});
