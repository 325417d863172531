import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { rng } from '../../generate/random.ts';
import { growRepository, packs } from '../../property/grown-repository.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { comparable, readByFewWindows, readByGit, readByPack } from './both-readers.ts';

function bare(): TestRepo {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  return repo;
}

async function same(repo: TestRepo) {
  const [byGit, byPack] = [await readByGit(repo.dir), await readByPack(repo.dir)];
  expect(comparable(byPack)).toEqual(comparable(byGit));
  expect(comparable(await readByFewWindows(repo.dir))).toEqual(comparable(byGit));
  return byPack;
}

test('objects of alternates of alternates are read, by relative paths too', async () => {
  const [far, near, own] = [growRepository(rng(41)), growRepository(rng(42)), bare()];
  const objects = (repo: TestRepo) => join(repo.dir, 'objects');
  const link = (from: TestRepo, to: string) => {
    mkdirSync(join(objects(from), 'info'), { recursive: true });
    writeFileSync(join(objects(from), 'info', 'alternates'), `# other stores\n${to}\n`);
  };
  link(near, relative(objects(near), objects(far)));
  link(own, objects(near));
  const reading = await same(own);
  expect(reading.report.objects.scanned).toBeGreaterThan(50);
  expect(reading.report.objects.failed).toEqual([]);
});

test('an alternate that is not there makes the reading incomplete', async () => {
  const repo = growRepository(rng(43));
  mkdirSync(join(repo.dir, 'objects', 'info'), { recursive: true });
  writeFileSync(join(repo.dir, 'objects', 'info', 'alternates'), '/nonexistent/objects\n');
  expect((await readByPack(repo.dir)).report.objects.failed.length).toBeGreaterThan(0);
});

test('an object in several packs and loose is counted once', async () => {
  const [one, other] = [growRepository(rng(44)), growRepository(rng(44))];
  one.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-k', '-f', '--depth=50');
  other.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-k', '-F', '--depth=0');
  const single = await same(one);
  for (const [number, pack] of packs(other).entries()) {
    for (const end of ['pack', 'idx']) {
      const name = basename(pack).replace(/\.pack$/, `.${end}`);
      // Another name, so that it stands beside a pack of the same objects.
      const target = join(one.dir, 'objects', 'pack', name.replace(/^pack-[0-9a-f]/, `pack-${number}`));
      copyFileSync(pack.replace(/pack$/, end), target);
    }
  }
  expect(packs(one).length).toBeGreaterThan(1);
  expect((await same(one)).told).toEqual(single.told);
});

test('what is named and not stored is told, from packs without it and from new trees', async () => {
  const repo = growRepository(rng(45));
  repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-k');
  const folder = join(repo.dir, 'objects', 'pack');
  const oids = repo.git('cat-file', '--batch-all-objects', '--batch-check').split('\n');
  const blobs = oids.filter(line => line.includes(' blob ')).map(line => line.split(' ')[0]!);
  const kept = oids.map(line => line.split(' ')[0]!).filter(oid => !blobs.slice(0, 5).includes(oid));
  const before = readdirSync(folder);
  repo.gitWith({ input: `${kept.join('\n')}\n` }, 'pack-objects', '-q', join(folder, 'pack'));
  for (const name of before) rmSync(join(folder, name), { force: true });
  writeFileSync(packs(repo)[0]!.replace(/pack$/, 'promisor'), '');
  const reading = await same(repo);
  expect(reading.report.absent.size).toBeGreaterThan(0);
  for (const id of reading.report.absent.keys()) expect(blobs.slice(0, 5)).toContain(id);
});

test('a repository without any object is read, and there is nothing', async () => {
  const { report } = await same(bare());
  expect(report.objects).toEqual({ expected: 0, scanned: 0, skipped: {}, failed: [] });
});

test('indexes with offsets of eight bytes, and those of version 1, are read', async () => {
  const repo = growRepository(rng(46), 'sha256');
  repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-k');
  const [pack] = packs(repo);
  const index = pack!.replace(/pack$/, 'idx');
  const plain = await same(repo);
  for (const version of ['2,0x40', '1']) {
    rmSync(index);
    rmSync(pack!.replace(/pack$/, 'rev'), { force: true });
    repo.git('index-pack', `--index-version=${version}`, pack!);
    const reading = await same(repo);
    expect(reading.report.readers.pack).toBe(plain.report.readers.pack);
  }
});

test('of a pack without any of the 9,000 blobs that its trees name, each is told', async () => {
  const repo = bare();
  const stream = [0, 1, 2].flatMap(commit => [
    `commit refs/heads/main\ncommitter C <c@example.invalid> ${1_700_000_000 + commit} +0000\ndata 1\nx\n`,
    ...Array.from({ length: 3000 }, (_, at) => {
      const number = `${commit * 3000 + at}`;
      return `M 100644 inline d${at % 60}/f${number}\ndata ${number.length}\n${number}\n`;
    }),
  ]);
  repo.gitWith({ input: stream.join('') }, 'fast-import', '--quiet');
  const folder = join(repo.dir, 'objects', 'pack');
  const before = readdirSync(folder);
  const oids = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)').split('\n');
  const kept = oids.filter(line => !line.endsWith(' blob')).map(line => line.split(' ')[0]);
  repo.gitWith({ input: `${kept.join('\n')}\n` }, 'pack-objects', '-q', join(folder, 'pack'));
  for (const name of before) rmSync(join(folder, name), { force: true });
  expect((await same(repo)).report.absent.size).toBe(9000);
});
