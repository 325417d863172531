/** A repository with a remote to push to, and a stand-in for the bundle that writes down what it was given. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { HookIo } from '../../src/hook.ts';
import { runHook } from '../../src/hook.ts';
import { BUNDLE } from '../../src/hooks/copy.ts';
import { gitEnvironment, makeFolder, makeRepo, type TestRepo } from '../repo.ts';

/** Appends what git gave it to `seen` and ends with the status in `verdict`; both lie in the bundle's folder. */
const STAND_IN = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const folder = BUNDLE;
appendFileSync(folder + '/seen', process.argv.slice(2).join(' ') + '\\n' + readFileSync(0));
process.exitCode = existsSync(folder + '/verdict') ? Number(readFileSync(folder + '/verdict')) : 0;
if (process.exitCode === 0) console.log('keysift: push checked');
`;

export interface Pushed {
  readonly status: number;
  readonly stderr: string;
}

export class Stage {
  readonly repo: TestRepo;
  readonly remote: TestRepo;
  readonly bundle = makeFolder('keysift-bundle');
  #commits = 0;

  constructor(repo = makeRepo(), remote = makeRepo('--bare')) {
    this.repo = repo;
    this.remote = remote;
    repo.git('remote', 'add', 'origin', remote.dir);
    repo.commit('first', { 'a.txt': 'a\n' });
    writeFileSync(join(this.bundle, 'cli.js'), STAND_IN.replace('BUNDLE', JSON.stringify(this.bundle)));
    for (const name of BUNDLE) if (name !== 'cli.js') writeFileSync(join(this.bundle, name), '\n');
  }

  /** Runs `keysift hook ARGV`. */
  async hook(argv: readonly string[], cwd = this.repo.dir): Promise<{ status: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const io: HookIo = {
      cwd,
      env: {},
      stdin: (async function* () {})(),
      node: process.execPath,
      bundle: () => this.bundle,
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
    };
    const status = await runHook(argv, io);
    return { status, out, err };
  }

  /** Commits something new and pushes it. */
  push(env: Record<string, string> = {}, cwd = this.repo.dir, args = ['origin', 'HEAD:refs/heads/main']): Pushed {
    this.#commits += 1;
    const run = (...words: string[]) =>
      spawnSync('git', words, { cwd, env: gitEnvironment(env), encoding: 'utf8', timeout: 50_000 });
    const commit = run('commit', '-q', '--no-verify', '--allow-empty', '-m', `another ${this.#commits}`);
    if (commit.status !== 0) throw new Error(commit.stderr);
    const { status, stderr } = run('push', ...args);
    return { status: status ?? -1, stderr };
  }

  /** What the stand-in was given so far: its arguments, then git's lines. */
  seen(): string {
    const path = join(this.bundle, 'seen');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** The exit status of the stand-in from now on. */
  verdict(status: number): void {
    writeFileSync(join(this.bundle, 'verdict'), String(status));
  }

  script(path: string, text: string, mode = 0o755): string {
    this.repo.write(path, text, mode);
    chmodSync(join(this.repo.dir, path), mode);
    return join(this.repo.dir, path);
  }

  read(path: string): string {
    return readFileSync(join(this.repo.dir, path), 'utf8');
  }
}

/** Every file below a folder with its mode and bytes (or a link's target), to compare before and after. */
export function picture(folder: string): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const mode = (lstatSync(path).mode & 0o7777).toString(8);
    const name = relative(folder, path);
    if (entry.isSymbolicLink()) seen[name] = `-> ${readlinkSync(path)}`;
    else seen[name] = entry.isDirectory() ? 'folder' : `${mode} ${readFileSync(path, 'latin1')}`;
  }
  return seen;
}
