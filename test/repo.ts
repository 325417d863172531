/**
 * Builds real repositories for tests: own configuration, fixed names, dates that grow by a minute with each commit.
 * Every folder is removed when the test process ends.
 */
import { execFileSync, type StdioOptions } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder. */
export function makeFolder(name = 'keysift'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  made.push(folder);
  return folder;
}

/** git's environment in tests: nothing of the machine's or the user's configuration. */
export function gitEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada Author',
    GIT_AUTHOR_EMAIL: 'ada@example.invalid',
    GIT_COMMITTER_NAME: 'Carl Committer',
    GIT_COMMITTER_EMAIL: 'carl@example.invalid',
    ...extra,
  };
}

export interface CommitOptions {
  /** Seconds since 1970; default: a minute after the last commit. */
  readonly at?: number;
  readonly author?: string;
  readonly args?: readonly string[];
}

export class TestRepo {
  readonly dir: string;
  #clock = 1_700_000_000;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Runs git in the repository and returns its stdout without the last newline. */
  git(...args: string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(options: { env?: Record<string, string>; input?: string | Buffer }, ...args: string[]): string {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe'];
    const env = gitEnvironment({ ...this.#dates(this.#clock), ...options.env });
    const output = execFileSync('git', args, {
      cwd: this.dir,
      env,
      stdio,
      maxBuffer: 1 << 30,
      ...(options.input !== undefined && { input: options.input }),
    });
    return output.toString('latin1').replace(/\n$/, '');
  }

  /** Writes a file (folders are made), without adding it. */
  write(path: string, content: string | Buffer, mode?: number): this {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (mode !== undefined) chmodSync(file, mode);
    return this;
  }

  remove(path: string): this {
    rmSync(join(this.dir, path), { recursive: true, force: true });
    return this;
  }

  /** Writes `files` (null removes one), adds everything, commits, and returns the commit's id. */
  commit(message: string, files: Record<string, string | Buffer | null> = {}, options: CommitOptions = {}): string {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) this.remove(path);
      else this.write(path, content);
    }
    this.#clock = options.at ?? this.#clock + 60;
    this.git('add', '--all', '--force');
    const env = options.author === undefined ? {} : { GIT_AUTHOR_NAME: options.author };
    this.gitWith(
      { env, input: message },
      'commit',
      '--quiet',
      '--allow-empty',
      '--allow-empty-message',
      '--cleanup=verbatim',
      '-F',
      '-',
      ...(options.args ?? []),
    );
    return this.git('rev-parse', 'HEAD');
  }

  /** Stores an object and returns its id; nothing need refer to it. */
  store(type: 'blob' | 'tree' | 'commit' | 'tag', content: string | Buffer): string {
    return this.gitWith({ input: content }, 'hash-object', '-t', type, '-w', '--stdin', '--literally');
  }

  #dates(at: number): Record<string, string> {
    return { GIT_AUTHOR_DATE: `${at} +0000`, GIT_COMMITTER_DATE: `${at} +0000` };
  }
}

/** An empty repository with the branch `main`. `args` go to `git init` (`--bare`, `--object-format=sha256`). */
export function makeRepo(...args: string[]): TestRepo {
  const repo = new TestRepo(makeFolder('keysift-repo'));
  repo.git('init', '--quiet', '--initial-branch=main', ...args);
  repo.git('config', 'gc.auto', '0');
  return repo;
}
