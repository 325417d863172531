/** Bare repositories with all kinds of names for their objects, of which some are not stored any more. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { oneOf, type Rng } from '../generate/random.ts';
import { gitEnvironment, makeFolder, TestRepo } from '../repo.ts';

/** Tags of tags, trees and blobs, refs that are no branches, reflogs, an index, a detached HEAD: each with some luck. */
export function adorn(random: Rng, repo: TestRepo): void {
  const all = objects(repo);
  const some = (type: string) =>
    oneOf(
      random,
      all.filter(one => one.type === type),
    )?.oid;
  repo.git('config', 'core.logAllRefUpdates', 'always');
  const tag = (name: string, oid: string | undefined) => oid && repo.git('tag', '-a', '-m', 'x', name, oid);
  for (const [at, type] of ['blob', 'tree', 'tag', 'commit'].entries()) {
    if (random() < 0.4) tag(`x${at}`, some(type));
    if (random() < 0.3) repo.git('update-ref', `refs/elsewhere/${at}`, some(type) ?? some('commit')!);
    if (random() < 0.3) {
      // Only the reflog knows the first of them.
      repo.git('update-ref', '-m', 'a', `refs/moved/${at}`, some(type) ?? some('commit')!);
      repo.git('update-ref', '-m', 'b', `refs/moved/${at}`, some('commit')!);
    }
  }
  if (random() < 0.4) repo.git('read-tree', some('tree')!);
  if (random() < 0.2) repo.git('update-ref', '--no-deref', 'HEAD', some('commit')!);
  if (random() < 0.4) {
    const branch = repo.git('for-each-ref', '--format=%(refname)', 'refs/heads').split('\n').at(-1)!;
    if (branch !== repo.git('rev-parse', '--symbolic-full-name', 'HEAD')) repo.git('update-ref', '-d', branch);
  }
}

function objects(repo: TestRepo): { readonly oid: string; readonly type: string }[] {
  const lines = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)').split('\n');
  return lines.map(line => ({ oid: line.split(' ')[0]!, type: line.split(' ')[1]! }));
}

/** Takes objects out of the store, and packs the others in one or two packs (some of them in both), or leaves them loose. */
function lose(random: Rng, repo: TestRepo, lost: ReadonlySet<string>): void {
  const left = objects(repo)
    .map(one => one.oid)
    .filter(oid => !lost.has(oid));
  const store = join(repo.dir, 'objects');
  const packs = join(makeFolder('packs'), 'pack');
  mkdirSync(packs);
  const shares = oneOf(random, [[1], [1], [0.5, 0.8], [0.6, 0.6]]);
  const packed = new Set<string>();
  for (const share of shares) {
    const own = left.filter(() => random() < share);
    if (own.length === 0) continue;
    for (const oid of own) packed.add(oid);
    const depth = `--depth=${oneOf(random, [0, 3, 50])}`;
    repo.gitWith({ input: `${own.join('\n')}\n` }, 'pack-objects', '-q', '--window=10', depth, join(packs, 'pack'));
  }
  const loose = left.filter(oid => !packed.has(oid));
  const other = new TestRepo(makeFolder('loose'));
  other.git('init', '-q', '--bare', `--object-format=${repo.git('rev-parse', '--show-object-format')}`, '.');
  if (loose.length > 0) {
    const bytes = execFileSync('git', ['pack-objects', '-q', '--stdout'], {
      cwd: repo.dir,
      env: gitEnvironment(),
      input: `${loose.join('\n')}\n`,
    });
    other.gitWith({ input: bytes }, 'unpack-objects', '-q');
  }
  rmSync(store, { recursive: true });
  renameSync(join(other.dir, 'objects'), store);
  rmSync(join(store, 'pack'), { recursive: true, force: true });
  renameSync(packs, join(store, 'pack'));
}

/** Mostly blobs and trees: without a commit or a tag that is reachable git has nothing to say. */
function toLose(random: Rng, repo: TestRepo): Set<string> {
  const types = oneOf(random, [['blob'], ['blob'], ['tree'], ['blob', 'tree'], ['blob', 'tree', 'commit', 'tag']]);
  const share = oneOf(random, [0.01, 0.1, 0.5, 1]);
  const able = objects(repo).filter(one => types.includes(one.type));
  const lost = able.filter(() => random() < share).map(one => one.oid);
  return new Set(lost.length > 0 ? lost : [oneOf(random, able).oid]);
}

/** Takes some objects out of the store. */
export function loseSome(random: Rng, repo: TestRepo): void {
  lose(random, repo, toLose(random, repo));
}
