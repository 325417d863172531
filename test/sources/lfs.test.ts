/** Git LFS objects: which of those that are stored somewhere are a repository's own. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import { scan } from '../../src/scan.ts';
import { lfsOccurrences } from '../../src/sources/lfs.ts';
import { withEnvironment } from '../environment.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { drain, EVERYTHING, key } from './scanning.ts';

const content = `x\n ${key(1)}\n`;
const oid = createHash('sha256').update(content).digest('hex');
const fan = `${oid.slice(0, 2)}/${oid.slice(2, 4)}`;
const pointer = (id: string) => `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize 24\n`;

/** A repository whose only file is a pointer. */
function pointing(id = oid) {
  const repo = makeRepo();
  repo.commit('x', { 'big.bin': pointer(id) });
  return repo;
}

/** Puts an object into a folder of them. */
function store(folder: string, bytes = content, id = oid) {
  const path = join(folder, id.slice(0, 2), id.slice(2, 4), id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

async function look(repo: TestRepo, scope: 'scan' | 'history' | 'range' = 'history') {
  const { findings, receipt } = await scan({ cwd: repo.dir, scope, ...(scope === 'range' && { revisions: ['HEAD'] }) });
  return { places: findings.flatMap(one => one.sightings.map(({ path, line }) => `${path}:${line}`)), receipt };
}

const FOUND = [`.git/lfs/objects/${fan}/${oid}:2`];

test('all objects of a repository are scanned, and pointers are counted', async () => {
  const repo = pointing();
  store(join(repo.dir, '.git/lfs/objects'), `\n${key(2)}`, 'ab'.repeat(32));
  const opened = await openRepository(repo.dir);
  const { told } = await drain(books => lfsOccurrences(opened, 'all', EVERYTHING, books));
  expect(told).toEqual([`.git/lfs/objects/ab/ab/${'ab'.repeat(32)}:2:1 ${key(2)}`]);
  expect((await look(repo)).receipt.notes.join()).toContain('1 in history: Git LFS pointers');
});

describe('an object that a pointer names is found', () => {
  test.each(['history', 'range', 'scan'] as const)('where lfs.storage says, by %s', async scope => {
    const repo = pointing();
    const folder = makeFolder();
    repo.git('config', 'lfs.storage', folder);
    store(join(folder, 'objects'));
    expect((await look(repo, scope)).places).toEqual(FOUND);
  });

  test('where lfs.storage says, seen from the git directory', async () => {
    const repo = pointing();
    repo.git('config', 'lfs.storage', 'elsewhere');
    store(join(repo.dir, '.git/elsewhere/objects'));
    expect((await look(repo)).places).toEqual(FOUND);
  });

  test("where the user's own lfs.storage says", async () => {
    const repo = pointing();
    const folder = makeFolder();
    writeFileSync(join(folder, 'config'), `[lfs]\n\tstorage = ~/shared\n`);
    store(join(folder, 'shared/objects'));
    const read = () => withEnvironment('HOME', folder, () => look(repo));
    const { places } = await withEnvironment('GIT_CONFIG_GLOBAL', join(folder, 'config'), read);
    expect(places).toEqual(FOUND);
  });

  test('beside the objects of an alternate', async () => {
    const origin = pointing();
    store(join(origin.dir, '.git/lfs/objects'));
    const clone = new TestRepo(makeFolder());
    clone.git('-c', 'filter.lfs.smudge=cat', 'clone', '-q', '--shared', origin.dir, '.');
    expect((await look(clone)).places).toEqual(FOUND);
    expect((await look(clone, 'range')).places).toEqual(FOUND);
  });

  test.each(['.git/lfs', '.git/lfs/objects', `.git/lfs/objects/${oid.slice(0, 2)}`])(
    'behind a link at %s',
    async link => {
      const repo = pointing();
      store(join(repo.dir, '.git/lfs/objects'));
      const folder = join(makeFolder(), 'away');
      renameSync(join(repo.dir, link), folder);
      symlinkSync(folder, join(repo.dir, link));
      expect((await look(repo)).places).toEqual(FOUND);
    },
  );

  test('if its pointer is in the working tree only', async () => {
    const repo = makeRepo();
    repo.commit('x', { a: 'a' });
    repo.git('config', 'lfs.storage', 'elsewhere');
    store(join(repo.dir, '.git/elsewhere/objects'));
    expect((await look(repo, 'scan')).places).toEqual([]);
    repo.write('big.bin', pointer(oid));
    expect((await look(repo, 'scan')).places).toEqual(FOUND);
  });
});

describe('a configuration does not make the files of others those of a repository', () => {
  test('if they are not what the pointer means', async () => {
    const repo = pointing();
    const folder = makeFolder();
    repo.git('config', 'lfs.storage', folder);
    store(join(folder, 'objects'), `${content}more`);
    const { places, receipt } = await look(repo);
    expect(places).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, files: { expected: 0 } });
  });

  test('if no pointer means them', async () => {
    const repo = pointing('ab'.repeat(32));
    const folder = makeFolder();
    repo.git('config', 'lfs.storage', folder);
    store(join(folder, 'objects'));
    expect((await look(repo, 'scan')).places).toEqual([]);
  });
});

test('an object that may be there and cannot be read is told', async () => {
  const repo = pointing();
  repo.git('config', 'lfs.storage', 'elsewhere');
  mkdirSync(join(repo.dir, '.git/elsewhere/objects', fan), { recursive: true });
  symlinkSync(oid, join(repo.dir, '.git/elsewhere/objects', fan, oid));
  const { receipt } = await look(repo);
  expect(receipt.files.failed).toMatchObject([{ class: 'unreadable', what: expect.stringContaining(oid) }]);
  expect(receipt.complete).toBe(false);
});
