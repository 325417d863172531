/** A repository that git passes by, because something of it is missing, is no plain folder: its history was not read. */
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysift, keysiftJson } from './keysift.ts';

/** A repository whose one key is only in its history, packed. */
function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': key(1), 'sub/b.txt': 'b' });
  repo.commit('two', { 'a.txt': null });
  repo.git('gc', '-q');
  return repo;
}

/** What is done to `.git`, given by its path. */
const HARM: Readonly<Record<string, (git: string) => void>> = {
  'has no HEAD': git => rmSync(join(git, 'HEAD')),
  'has an empty HEAD': git => writeFileSync(join(git, 'HEAD'), ''),
  'has a HEAD of garbage': git => writeFileSync(join(git, 'HEAD'), 'garbage'),
  'has no refs': git => rmSync(join(git, 'refs'), { recursive: true }),
  'has no objects': git => rmSync(join(git, 'objects'), { recursive: true }),
  'has its git folder elsewhere': git => {
    rmSync(git, { recursive: true });
    writeFileSync(git, 'gitdir: ../nowhere\n');
  },
  'is linked to nothing': git => {
    rmSync(git, { recursive: true });
    symlinkSync('nowhere', git);
  },
};

describe.for(Object.entries(HARM))('a repository that %s', ([, harm]) => {
  const repo = leaky();
  harm(join(repo.dir, '.git'));
  repo.write('c.txt', key(2));
  // A pack that is still there is opened as any archive is.
  const hasPack = existsSync(join(repo.dir, '.git/objects/pack'));

  test('is scanned as files, and is incomplete', async () => {
    const { code, report } = await keysiftJson([repo.dir]);
    expect(report.receipt.objects.failed).toMatchObject([{ class: 'damaged', what: join(repo.dir, '.git') }]);
    expect(report.findings).toHaveLength(hasPack ? 2 : 1);
    expect(code).toBe(2);
  });

  test('is incomplete from a folder of it, and through a link', async () => {
    const link = join(makeFolder(), 'link');
    symlinkSync(repo.dir, link);
    for (const path of [join(repo.dir, 'sub'), join(link, 'sub'), join(repo.dir, 'c.txt')]) {
      expect((await keysift([path])).code, path).toBe(2);
    }
  });

  test('has no history, index or range to scan', async () => {
    for (const args of [['history'], ['staged'], ['range', 'HEAD']]) {
      const { code, stdout, stderr } = await keysift(args, { cwd: repo.dir });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/\.git: git does not take it for a repository[^\n]*\n$/);
    }
  });

  test('may be scanned as files on purpose', async () => {
    const found = hasPack ? 1 : 0;
    expect((await keysift(['dir', '--exclude', 'c.txt', repo.dir])).code).toBe(found);
    expect((await keysift(['--accept-unread', 'damaged', '--exclude', 'c.txt', repo.dir])).code).toBe(found);
  });
});

test('a bare repository without its refs is incomplete', async () => {
  const bare = new TestRepo(join(makeFolder(), 'bare'));
  leaky().git('clone', '-q', '--bare', '.', bare.dir);
  rmSync(join(bare.dir, 'refs'), { recursive: true });
  const { code, report } = await keysiftJson([bare.dir]);
  expect(report.receipt.objects.failed).toMatchObject([{ class: 'damaged', what: bare.dir }]);
  expect(code).toBe(2);
});

test('a broken repository inside a sound one is told if it is named', async () => {
  const outer = makeRepo();
  outer.commit('one', { 'a.txt': 'a' });
  const inner = leaky();
  rmSync(join(inner.dir, '.git/HEAD'));
  renameSync(inner.dir, join(outer.dir, 'inner'));
  expect((await keysift(['inner'], { cwd: outer.dir })).code).toBe(2);
});

describe('no repository is', () => {
  test('a folder with an empty .git', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, '.git'));
    expect((await keysift([folder])).code).toBe(0);
  });

  test('a linked working tree, a submodule or a folder of it missed', async () => {
    const repo = leaky();
    const tree = join(makeFolder(), 'tree');
    repo.git('worktree', 'add', '-q', tree);
    const outer = makeRepo();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.dir, 'module');
    for (const path of [tree, join(tree, 'sub'), join(outer.dir, 'module'), join(outer.dir, 'module/sub')]) {
      const { report } = await keysiftJson([path]);
      expect(report.receipt, path).toMatchObject({ complete: true, commits: 2 });
    }
  });
});
