/** Writes repositories through `git fast-import`, the same bytes every time. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A stream into `git fast-import`. It waits for git, so that what is written need not fit into memory. */
export class ImportStream {
  readonly #git;
  readonly #ended: Promise<unknown[]>;
  #seconds = 1_700_000_000;

  /** @param settings git's own, such as `fastimport.unpackLimit=1`. */
  constructor(repo: string, settings: readonly string[]) {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repo]);
    const options = ['core.fsync=none', ...settings].flatMap(one => ['-c', one]);
    this.#git = spawn('git', ['-C', repo, ...options, 'fast-import', '--quiet', '--force'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    this.#ended = once(this.#git, 'close');
  }

  async write(piece: string | Buffer): Promise<void> {
    if (!this.#git.stdin.write(piece)) await once(this.#git.stdin, 'drain');
  }

  /** Starts a commit on top of the last one. Its files follow. */
  async commit(message: string): Promise<void> {
    this.#seconds += 60;
    const who = `committer Somebody <somebody@example.org> ${this.#seconds} +0000`;
    await this.write(`commit refs/heads/main\n${who}\ndata ${Buffer.byteLength(message)}\n${message}\n`);
  }

  async file(path: string, content: string): Promise<void> {
    await this.write(`M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`);
  }

  async end(): Promise<void> {
    this.#git.stdin.end();
    const [status] = await this.#ended;
    if (status !== 0) throw new Error(`git fast-import exited with ${status}`);
  }
}
