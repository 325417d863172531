/**
 * Makes a complete repository of a snapshot that lacks some blobs, for timing: a reader that meets a missing object asks git
 * about it, and that would be timed too. Each missing blob gets a small stand-in; trees, commits and tags above it are written
 * anew, everything else is kept as it is, with its deltas. Takes bare repositories with SHA-1 ids and no alternates, on one file system
 * with the target. Run:
 *   node bench/run.mjs complete SNAPSHOT TARGET
 */
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RawPack } from './raw-pack.ts';
import { Rewriter } from './rewrite.ts';

const [snapshot, target] = process.argv.slice(2);
if (snapshot === undefined || target === undefined) throw new Error('give a bare snapshot and the folder to make');
if (existsSync(target)) throw new Error(`${target} is there already`);

git(snapshot, ['init', '--quiet', '--bare', target]);
linkObjects(join(snapshot, 'objects'), join(target, 'objects'));
const head = git(snapshot, ['symbolic-ref', 'HEAD']).trim();
git(target, ['symbolic-ref', 'HEAD', head]);
const refs = lines(git(snapshot, ['for-each-ref', '--format=%(objectname) %(refname)']));
writeRefs(refs);
const missing = lines(git(target, ['rev-list', '--objects', '--all', '--missing=print']))
  .filter(line => line.startsWith('?'))
  .map(line => line.slice(1));
if (missing.length > 0) {
  await replace(missing);
  // Without `-f`: what is kept keeps its delta.
  const packing = ['-c', 'repack.writeBitmaps=false', '-c', 'pack.threads=1', '-c', 'pack.writeReverseIndex=true'];
  git(target, [...packing, 'repack', '-a', '-d', '-q', '--depth=50', '--window=10']);
}
const listed = lines(git(target, ['rev-list', '--objects', '--all'])).length;
console.log(`${missing.length} blobs were missing`);
for (const [name, folder] of Object.entries({ snapshot, target })) {
  const counted = git(folder, ['count-objects', '-v']);
  const [objects, packs, kilobytes] = ['in-pack', 'packs', 'size-pack'].map(key =>
    Number(counted.split(`${key}: `)[1]?.split('\n')[0]),
  );
  console.log(`${name}: ${objects} objects in ${packs} packs, ${(kilobytes! / 1024).toFixed(1)} MB`);
}
console.log(`target: ${listed} objects reachable, nothing missing`);

/** Puts stand-ins for the missing blobs and rewrites what leads to them. */
async function replace(ids: readonly string[]): Promise<void> {
  const pack = new RawPack(join(target!, 'rewritten'));
  const standIns = new Map(ids.map(id => [id, pack.add('blob', Buffer.from(`stands for ${id}\n`))]));
  // Where each of them is named. Renames are not looked for: that would read the blobs.
  const looking = ['log', '--all', '-m', '--root', '-r', '--no-renames', '--raw', '--no-abbrev', '-z', '--format='];
  const told = git(target!, [...looking, ...ids.map(id => `--find-object=${id}`)]).split('\0');
  const paths = new Set(told.filter(one => one !== '' && !one.startsWith(':')));
  const rewriter = new Rewriter(target!, pack, standIns, paths);
  for (const commit of lines(git(target!, ['rev-list', '--all', '--topo-order', '--reverse'])))
    await rewriter.commit(commit);
  const moved: string[] = [];
  for (const ref of refs) moved.push(`${await rewriter.any(ref.slice(0, 40))}${ref.slice(40)}`);
  rewriter.close();
  await pack.index(target!);
  writeRefs(moved);
  console.log(`${paths.size} paths; rewritten: ${rewriter.counts()}`);
}

/** Hard links, without the marks that say that something may be missing. */
function linkObjects(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.promisor')) continue;
    const source = join(entry.parentPath, entry.name);
    const place = join(to, source.slice(from.length));
    mkdirSync(dirname(place), { recursive: true });
    linkSync(source, place);
  }
}

function writeRefs(all: readonly string[]): void {
  writeFileSync(join(target!, 'packed-refs'), all.map(line => `${line}\n`).join(''));
}

function git(folder: string, args: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync('git', ['-C', folder, ...args], {
    encoding: 'latin1',
    maxBuffer: 2 ** 29,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ').slice(0, 200)}: ${stderr}`);
  return stdout;
}

function lines(text: string): string[] {
  return text.split('\n').filter(line => line !== '');
}
