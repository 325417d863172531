/**
 * Times full history, all in one run and interleaved: keysift by packs and by git, `git cat-file` over all objects, `git
 * rev-list --objects`, and the inflate floor (node's zlib once over every blob entry, one thread, all in memory). Wall and processor seconds of
 * each are the best of the rounds; on a shared machine compare the latter. Needs bash. Run after `npm run build`:
 *   npx rolldown bench/history.ts --platform node -o /tmp/history.mjs && node /tmp/history.mjs dist/cli.js REPO… [--rounds N]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { buildCatalogue } from '../src/git/pack/build.ts';
import { BLOB, type Catalogue, NONE, type Pack } from '../src/git/pack/catalogue.ts';
import { type EntryHead, readHead } from '../src/git/pack/entries.ts';
import { listPacks } from '../src/git/pack/listing.ts';

interface Times {
  readonly wall: number;
  readonly processor: number;
  /** Peak memory in MB, where it is known. */
  readonly memory?: number;
}

if (process.argv[2] === '--floor') await inflateBlobs(process.argv[3]!);
else await compare();

async function compare(): Promise<void> {
  const args = process.argv.slice(2);
  const at = args.indexOf('--rounds');
  const rounds = at < 0 ? 3 : Number(args.splice(at, 2)[1]);
  const [cli, ...repos] = args;
  if (cli === undefined || repos.length === 0) throw new Error('give dist/cli.js and at least one repository');
  console.log('| repository | what | wall s | processor s | wall / cat-file | processor / cat-file | peak MB |');
  console.log('|---|---|---|---|---|---|---|');
  for (const repo of repos) {
    const keysift = (...more: string[]) => [
      process.execPath,
      cli,
      'history',
      repo,
      '--fail-on',
      'none',
      '--quiet',
      ...more,
    ];
    const commands: Record<string, readonly string[]> = {
      'git cat-file --batch': [
        'git',
        '-C',
        repo,
        'cat-file',
        '--batch-all-objects',
        '--unordered',
        '--batch',
        '--buffer',
      ],
      'git rev-list --objects': ['git', '-C', repo, 'rev-list', '--objects', '--all'],
      'inflate floor (blobs)': [process.execPath, process.argv[1]!, '--floor', repo],
      'keysift --reader pack': keysift('--reader', 'pack'),
      'keysift --reader pack --jobs 1': keysift('--reader', 'pack', '--jobs', '1'),
      'keysift --reader git': keysift('--reader', 'git'),
    };
    const best = new Map<string, Times>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, command] of Object.entries(commands)) best.set(name, least(best.get(name), timed(command)));
    }
    const unit = best.get('git cat-file --batch')!;
    for (const [name, { wall, processor, memory }] of best) {
      const ratios = [wall / unit.wall, processor / unit.processor].map(one => one.toFixed(2));
      const row = [nameOf(repo), name, wall.toFixed(2), processor.toFixed(2), ...ratios, memory?.toFixed(0) ?? ''];
      console.log(`| ${row.join(' | ')} |`);
    }
  }
}

function nameOf(repo: string): string {
  return /^(repo|\.git)$/.test(basename(repo)) ? basename(dirname(repo)) : basename(repo);
}

function least(known: Times | undefined, one: Times): Times {
  if (known === undefined) return one;
  return {
    wall: Math.min(known.wall, one.wall),
    processor: Math.min(known.processor, one.processor),
    ...(one.memory !== undefined && { memory: Math.max(known.memory ?? 0, one.memory) }),
  };
}

/** Runs a command with its output thrown away. GNU time, if it is there, tells its peak memory. */
function timed(command: readonly string[]): Times {
  const gnu = spawnSync('/usr/bin/time', ['--version']).status === 0;
  const script = gnu ? '/usr/bin/time -f "%e %U %S %M" "$@" >/dev/null' : 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null';
  const { stderr, error } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  const [wall, user, system, kilobytes] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall)) {
    throw new Error(`${command.join(' ')}: ${stderr}`);
  }
  const measured = command[0] === process.execPath && kilobytes !== undefined;
  return { wall, processor: user + system, ...(measured && { memory: kilobytes / 1024 }) };
}

/** Inflates every blob entry once. Reading and linking are part of it too: they take a tenth. */
async function inflateBlobs(repo: string): Promise<void> {
  const common = execFileSync('git', ['-C', repo, 'rev-parse', '--absolute-git-dir'], { encoding: 'utf8' }).trim();
  const hash = execFileSync('git', ['-C', repo, 'rev-parse', '--show-object-format'], { encoding: 'utf8' }).trim();
  const idBytes = hash === 'sha256' ? 32 : 20;
  const { catalogue } = buildCatalogue(await listPacks(join(common, 'objects'), idBytes), idBytes, { threads: 1 });
  const head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  for (const pack of catalogue.packs) {
    const bytes = readFileSync(pack.path);
    const types = rootTypes(catalogue, pack, bytes);
    for (let entry = pack.first; entry < pack.last; entry++) {
      if (types[entry - pack.first] !== BLOB) continue;
      const at = catalogue.offsets[entry]!;
      const end = catalogue.endOf(entry, pack);
      if (readHead(bytes, at, end, idBytes, head)) inflateSync(bytes.subarray(at + head.length, end));
    }
  }
}

/** The type of the object at the root of each entry's family. */
function rootTypes(catalogue: Catalogue, pack: Pack, bytes: Buffer): Uint8Array {
  const types = new Uint8Array(pack.last - pack.first);
  for (let entry = pack.first; entry < pack.last; entry++) {
    let root = entry;
    while (catalogue.bases[root]! !== NONE) root = catalogue.bases[root]!;
    types[entry - pack.first] = (bytes[catalogue.offsets[root]!]! >> 4) & 7;
  }
  return types;
}
