/** A repository that the built keysift guards, its remote, and real pushes between them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { gitEnvironment, makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { keysift, type Run } from './keysift.ts';

export interface Key {
  readonly id: string;
  readonly secret: string;
  /** A credentials file: the id on line 2, the secret on line 3. */
  readonly file: string;
}

export function key(seed: number): Key {
  const random = rng(seed);
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const secret = secretAccessKey(random);
  return { id, secret, file: `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n` };
}

export interface Pushed {
  readonly ok: boolean;
  readonly stderr: string;
}

export class PushStage {
  readonly repo: TestRepo;
  readonly remote: TestRepo;
  readonly #keys: Key[] = [];

  private constructor(repo: TestRepo, remote: TestRepo) {
    this.repo = repo;
    this.remote = remote;
  }

  /** A guarded repository whose `main` has one clean commit that is pushed, unless `published` is false. */
  static async set(options: { args?: readonly string[]; published?: boolean } = {}): Promise<PushStage> {
    const args = options.args ?? [];
    const stage = new PushStage(makeRepo(...args), makeRepo('--bare', ...args));
    stage.repo.git('remote', 'add', 'origin', stage.remote.dir);
    stage.repo.commit('first', { 'readme.txt': 'hello\n' });
    if (options.published !== false) stage.repo.git('push', '-q', '-u', 'origin', 'main');
    await stage.install(stage.repo.dir);
    return stage;
  }

  async install(cwd: string, env: Record<string, string> = {}): Promise<void> {
    const run = await keysift(['hook', 'install'], { cwd, env: gitEnvironment(env) });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  }

  /** A fake credential that no output may show. */
  key(seed: number): Key {
    const made = key(seed);
    this.#keys.push(made);
    return made;
  }

  /** `git push ARGS`; fails the test if a secret is printed. */
  push(args: readonly string[], env: Record<string, string> = {}, cwd = this.repo.dir): Pushed {
    const run = spawnSync('git', ['push', ...args], {
      cwd,
      env: gitEnvironment(env),
      encoding: 'utf8',
      timeout: 50_000,
    });
    this.#checkSecrets(run.stdout + run.stderr);
    return { ok: run.status === 0, stderr: run.stderr };
  }

  /** `keysift hook run pre-push` with `input` as git's lines. */
  async run(input: string, remote = 'origin', env: Record<string, string> = {}): Promise<Run> {
    const run = await keysift(['hook', 'run', 'pre-push', remote, this.remote.dir], {
      cwd: this.repo.dir,
      env: gitEnvironment(env),
      input,
    });
    this.#checkSecrets(run.stdout + run.stderr);
    return run;
  }

  /** The line that git would write for pushing `local` to a new branch. */
  line(local: string, remoteRef = 'refs/heads/new', remoteOid?: string): string {
    const oid = this.repo.git('rev-parse', local);
    return `${local} ${oid} ${remoteRef} ${remoteOid ?? '0'.repeat(oid.length)}\n`;
  }

  /** Another clone of the remote, without a hook. */
  otherClone(...args: readonly string[]): TestRepo {
    const other = new TestRepo(join(makeFolder('keysift-other'), 'clone'));
    this.repo.git('clone', '-q', ...args, `file://${this.remote.dir}`, other.dir);
    return other;
  }

  refs(): string[] {
    return this.remote.git('for-each-ref', '--format=%(refname)').split('\n').filter(Boolean);
  }

  #checkSecrets(output: string): void {
    for (const { id, secret } of this.#keys) {
      expect(output).not.toContain(secret);
      expect(output).not.toContain(id);
      expect(output).not.toContain(secret.slice(0, 12));
    }
  }
}
