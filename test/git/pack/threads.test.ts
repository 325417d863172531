import { readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listCommits } from '../../../src/git/commits.ts';
import { listMissing } from '../../../src/git/reachable.ts';
import { openRepository } from '../../../src/git/repository.ts';
import { placesByTrees } from '../../../src/git/trees/follow.ts';
import { accessKeyId } from '../../generate/aws.ts';
import { bytes, rng } from '../../generate/random.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { comparable, readBy, readByGit, readByPack } from './both-readers.ts';
import { bundledMissing, bundledPlaces, bundledReader } from './bundle.ts';

/** A pack of about 18 MB, enough to be worth threads: versions of binary files with keys at their ends. */
function largeRepository(): TestRepo {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const random = rng(21);
  const stream: Buffer[] = [];
  for (let file = 0; file < 60; file++) {
    const base = bytes(random, 300_000);
    for (let version = 0; version < 3; version++) {
      const content = Buffer.concat([base, Buffer.from(`\n${accessKeyId({ rng: random, prefix: 'AKIA' })}\n`)]);
      stream.push(Buffer.from(`blob\ndata ${content.length}\n`), content, Buffer.from('\n'));
    }
  }
  repo.gitWith(
    { input: Buffer.concat(stream) },
    '-c',
    'fastimport.unpackLimit=0',
    'fast-import',
    '--quiet',
    '--depth=10',
  );
  return repo;
}

test('any number of threads tells the same as git', { timeout: 120_000 }, async () => {
  const readPacks = await bundledReader();
  const repo = largeRepository();
  const sound = await readByGit(repo.dir);
  expect(sound.told).toHaveLength(180);
  // Of many, some have their memory beyond 2 GiB.
  for (const jobs of [1, 2, 8, 30]) {
    const shares: number[] = [];
    const reading = await readBy(readPacks, repo.dir, { jobs, onProgress: done => shares.push(done) });
    expect(reading.told[0]).toMatch(/"value":"A/);
    expect(shares.every(done => done <= 180)).toBe(true);
    expect(comparable(reading)).toEqual(comparable(sound));
    expect(reading.report.readers).toEqual({ pack: 180, git: 0 });
  }
});

test('threads that were started for packs with nothing to share out are sent home', async () => {
  const readPacks = await bundledReader();
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const content = Buffer.concat([
    bytes(rng(22), 17 << 20),
    Buffer.from(`\n${accessKeyId({ rng: rng(23), prefix: 'AKIA' })}\n`),
  ]);
  const input = Buffer.concat([Buffer.from(`blob\ndata ${content.length}\n`), content, Buffer.from('\n')]);
  repo.gitWith({ input }, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet');
  const reading = await readBy(readPacks, repo.dir, { jobs: 4 });
  expect(comparable(reading)).toEqual(comparable(await readByGit(repo.dir)));
  expect(reading.told).toHaveLength(1);
  await expect.poll(runningThreads).toEqual([]);
});

test('a scan that is stopped says so, and leaves no thread behind', async () => {
  const readPacks = await bundledReader();
  const repo = largeRepository();
  const reading = await readBy(readPacks, repo.dir, { signal: AbortSignal.abort() });
  expect(reading.report.objects.failed.map(one => one.class)).toContain('timeout');
  const { expected, scanned, failed } = reading.report.objects;
  expect(scanned).toBe(0);
  expect(expected).toBe(scanned + failed.length);
  await expect.poll(runningThreads).toEqual([]);
});

/** What of threads node knows of in this process. */
function runningThreads(): string[] {
  return process.getActiveResourcesInfo().filter(name => name === 'MessagePort' || name === 'Worker');
}

/** 20,000 commits on two branches, one of them dropped again: trees and commits enough to be worth threads. A few blobs are not stored. */
function lackingRepository(): TestRepo {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const stream: string[] = [];
  for (let at = 0; at < 20_000; at++) {
    const head = `commit refs/heads/b${at % 2}\ncommitter C <c@example.invalid> ${1_700_000_000 + at} +0000\n`;
    const path = `f${at % 7}/g${at % 31}/h/file-${at % 101}`;
    stream.push(`${head}data 1\nx\nM 100644 inline ${path}\ndata ${`${at}`.length}\n${at}\n`);
  }
  repo.gitWith({ input: stream.join('\n') }, 'fast-import', '--quiet', '--depth=50');
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/b0');
  repo.git('update-ref', '-d', 'refs/heads/b1');
  const blob = (at: number) => repo.gitWith({ input: `${at * 299}` }, 'hash-object', '--stdin');
  const lost = new Set(Array.from({ length: 20 }, (_, at) => blob(at)));
  const stored = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n');
  const kept = stored.filter(oid => !lost.has(oid));
  const packs = join(repo.dir, 'objects/pack');
  const pack = join(makeFolder(), 'pack');
  repo.gitWith({ input: `${kept.join('\n')}\n` }, 'pack-objects', '-q', '--window=5', pack);
  for (const name of readdirSync(packs)) rmSync(join(packs, name));
  for (const name of readdirSync(dirname(pack))) renameSync(join(dirname(pack), name), join(packs, name));
  return repo;
}

test('two threads miss what git misses, and one that breaks is no answer', { timeout: 120_000 }, async () => {
  const repo = lackingRepository();
  const opened = await openRepository(repo.dir);
  const { absent, built } = (await readByPack(repo.dir)).report;
  const { signal } = new AbortController();
  const { missing } = await listMissing(opened, signal);
  expect([absent.size, missing.length]).toEqual([20, 10]);
  const whole = await bundledMissing();
  expect([...(await whole(opened, absent.keys(), built, signal))].sort()).toEqual([...missing].sort());
  const broken = await bundledMissing('process.exit(0)');
  await expect(broken(opened, absent.keys(), built, signal)).rejects.toThrow('a thread ended early');
  await expect(whole(opened, absent.keys(), built, AbortSignal.abort())).rejects.toThrow();
  await expect.poll(runningThreads).toEqual([]);
});

test('any number of threads tells the same places, and one that breaks tells none', { timeout: 120_000 }, async () => {
  const repo = lackingRepository();
  const opened = await openRepository(repo.dir);
  const { signal } = new AbortController();
  const { graph } = await listCommits(opened, { wants: [repo.git('rev-parse', 'HEAD')], signal });
  const blob = (at: number) => repo.gitWith({ input: `${at}` }, 'hash-object', '--stdin');
  const wanted = { oids: new Set([2, 4000, 19_998].map(blob)), names: ['file-7', 'f3'] };
  // The bundled thread is not beside what is not bundled.
  const alone = (await placesByTrees(opened, wanted, undefined, signal))(graph);
  expect(new Set(alone.flat().map(one => one.oid))).toEqual(new Set([...wanted.oids, ...wanted.names]));
  const whole = await bundledPlaces();
  for (const jobs of [1, 2, 5]) {
    const { built } = (await readByPack(repo.dir, { jobs })).report;
    expect((await whole(opened, wanted, built, signal))(graph)).toEqual(alone);
  }
  const { built } = (await readByPack(repo.dir)).report;
  const broken = await bundledPlaces('process.exit(0)');
  await expect(broken(opened, wanted, built, signal)).rejects.toThrow('a thread ended early');
  await expect(whole(opened, wanted, built, AbortSignal.abort())).rejects.toThrow();
  await expect.poll(runningThreads).toEqual([]);
});
