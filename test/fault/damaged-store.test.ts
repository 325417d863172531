// T16: a damaged store is never complete, what is damaged is named, and everything healthy is still read.
import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { found, keyId, type Scanned, scanHistory } from '../sources/scan.ts';

interface Store {
  readonly repo: TestRepo;
  readonly healthy: string;
  readonly damaged: string;
  readonly blob: string;
  readonly tree: string;
  readonly commit: string;
}

function store(): Store {
  const [healthy, damaged] = [keyId(), keyId()];
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': `${healthy}\n`, 'sub/b.txt': 'b' });
  const commit = repo.commit('two', { 'sub/bad.txt': `${damaged}\n${'noise '.repeat(400)}` });
  repo.commit('three', { 'sub/bad.txt': null, 'c.txt': 'c' });
  const [blob, tree] = [repo.git('rev-parse', `${commit}:sub/bad.txt`), repo.git('rev-parse', `${commit}:sub`)];
  return { repo, healthy, damaged, blob, tree, commit };
}

function loose(repo: TestRepo, oid: string): string {
  const file = join(repo.dir, '.git/objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(file, 0o644);
  return file;
}

function packed(): Store & { readonly pack: string; readonly idx: string } {
  const made = store();
  made.repo.git('repack', '-adq');
  const folder = join(made.repo.dir, '.git/objects/pack');
  const names = readdirSync(folder).map(name => join(folder, name));
  for (const name of names) chmodSync(name, 0o644);
  return {
    ...made,
    pack: names.find(name => name.endsWith('.pack'))!,
    idx: names.find(name => name.endsWith('.idx'))!,
  };
}

function words({ receipt }: Scanned): string {
  return JSON.stringify(receipt);
}

async function expectIncomplete({ repo, healthy }: Store, ...named: string[]): Promise<Scanned> {
  const scanned = await scanHistory(repo);
  expect(scanned.receipt.complete).toBe(false);
  for (const name of named) expect(words(scanned)).toContain(name);
  expect(found(scanned, [healthy])).toEqual([healthy]);
  return scanned;
}

describe('a loose object', () => {
  test.for(['blob', 'tree', 'commit'] as const)('that is garbage is named: %s', async kind => {
    const made = store();
    writeFileSync(loose(made.repo, made[kind]), 'garbage');
    await expectIncomplete(made, made[kind]);
  });

  test.for(['blob', 'tree', 'commit'] as const)('that is cut is named: %s', async kind => {
    const made = store();
    const file = loose(made.repo, made[kind]);
    truncateSync(file, readFileSync(file).length >> 1);
    await expectIncomplete(made, made[kind]);
  });

  test.for(['blob', 'tree', 'commit'] as const)('that is gone is named: %s', async kind => {
    const made = store();
    rmSync(loose(made.repo, made[kind]));
    await expectIncomplete(made, made[kind]);
  });

  test('that is gone and that nothing reachable needs is a note', async () => {
    const { repo, healthy } = store();
    const blob = repo.store('blob', 'x');
    repo.store('tree', Buffer.concat([Buffer.from('100644 f\0'), Buffer.from(blob, 'hex')]));
    rmSync(loose(repo, blob));
    const scanned = await scanHistory(repo);
    expect(scanned.receipt.complete).toBe(true);
    expect(scanned.receipt.notes.join()).toMatch(/1 object.* nothing reaches/);
    expect(found(scanned, [healthy])).toEqual([healthy]);
  });
});

describe('a pack', () => {
  test('with a flipped byte gives what git gives, or is incomplete', async () => {
    const made = packed();
    const good = readFileSync(made.pack);
    const all = [made.healthy, made.damaged];
    for (let step = 1; step < 24; step++) {
      const at = Math.floor((good.length * step) / 24);
      const bad = Buffer.from(good);
      bad[at] = bad[at]! ^ 0x5a;
      writeFileSync(made.pack, bad);
      const scanned = await scanHistory(made.repo);
      const whole = found(scanned, all).length === all.length;
      expect(!scanned.receipt.complete || whole, `byte ${at} of ${good.length}`).toBe(true);
    }
  });

  test('that is cut is named', async () => {
    const made = packed();
    truncateSync(made.pack, readFileSync(made.pack).length >> 1);
    const scanned = await scanHistory(made.repo);
    expect(scanned.receipt.complete).toBe(false);
    expect(words(scanned)).toContain('.pack');
  });

  test('whose index is gone, empty or broken is named, and other objects are read', async () => {
    for (const spoil of [
      rmSync,
      (file: string) => truncateSync(file, 0),
      (file: string) => writeFileSync(file, 'no'),
    ]) {
      const made = packed();
      const later = keyId();
      made.repo.commit('later', { 'later.txt': later });
      spoil(made.idx);
      const scanned = await scanHistory(made.repo);
      expect(scanned.receipt.complete).toBe(false);
      expect(words(scanned)).toMatch(/pack-[0-9a-f]+\.(?:pack|idx)/);
      expect(found(scanned, [later])).toEqual([later]);
    }
  });

  test('that is gone behind its index is named', async () => {
    const made = packed();
    rmSync(made.pack);
    const scanned = await scanHistory(made.repo);
    expect(scanned.receipt.complete).toBe(false);
    expect(words(scanned)).toContain('the index has no pack');
  });
});

test('an alternate that leads nowhere makes the scan incomplete', async () => {
  const made = store();
  writeFileSync(join(made.repo.dir, '.git/objects/info/alternates'), '/nonexistent/objects\n');
  await expectIncomplete(made, '/nonexistent/objects');
});

describe('a ref', () => {
  const write = (repo: TestRepo, name: string, text: string) =>
    writeFileSync(join(repo.dir, '.git/refs/heads', name), text);

  test.for(['garbage', '', 'a..b', `${'0'.repeat(40)}\n`])('that holds no id is named: %j', async text => {
    const made = store();
    write(made.repo, 'broken', text);
    await expectIncomplete(made, 'refs/heads/broken');
  });

  test('to an object that is not stored is named', async () => {
    const made = store();
    write(made.repo, 'lost', `${'1'.repeat(40)}\n`);
    await expectIncomplete(made, 'refs/heads/lost');
  });

  test('with a name that git forbids is named', async () => {
    const made = store();
    write(made.repo, 'a..b', `${made.commit}\n`);
    await expectIncomplete(made, 'a..b');
  });

  test('that is symbolic and dangles is a note', async () => {
    const { repo, healthy } = store();
    write(repo, 'dangling', 'ref: refs/heads/nowhere\n');
    const scanned = await scanHistory(repo);
    expect(scanned.receipt.complete).toBe(true);
    expect(scanned.receipt.notes.join()).toContain('refs/heads/dangling');
    expect(found(scanned, [healthy])).toEqual([healthy]);
  });

  test('HEAD that is empty makes the scan fail or incomplete', async () => {
    const { repo } = store();
    writeFileSync(join(repo.dir, '.git/HEAD'), '');
    const complete = await scanHistory(repo).then(
      scanned => scanned.receipt.complete,
      () => false,
    );
    expect(complete).toBe(false);
  });

  test('HEAD that is not born yet leaves other branches in scope', async () => {
    const { repo, healthy } = store();
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/unborn');
    const scanned = await scanHistory(repo);
    expect(scanned.receipt.complete).toBe(true);
    expect(found(scanned, [healthy])).toEqual([healthy]);
  });
});

describe('a partial or shallow clone', () => {
  test('without some blobs is incomplete, and asks nobody for them', async () => {
    const { repo, healthy, blob } = store();
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--bare', '--filter=blob:limit=100', `file://${repo.dir}`, '.');
    const scanned = await scanHistory(clone);
    expect(scanned.receipt.complete).toBe(false);
    expect(words(scanned)).toContain(blob);
    expect(found(scanned, [healthy])).toEqual([healthy]);
    expect(() =>
      clone.gitWith({ env: { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' } }, 'cat-file', '-e', blob),
    ).toThrow();
  });

  test('that is shallow is incomplete', async () => {
    const { repo, healthy } = store();
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--depth=1', `file://${repo.dir}`, '.');
    const scanned = await scanHistory(clone);
    expect(scanned.receipt.objects.failed).toMatchObject([{ class: 'shallow' }]);
    expect(found(scanned, [healthy])).toEqual([healthy]);
  });
});
