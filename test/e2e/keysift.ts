/** Runs the built command line as a user does. `KEYSIFT_BIN` runs the same tests against another build, such as an unpacked tarball. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The built command line. */
export const BIN = process.env.KEYSIFT_BIN ?? join(import.meta.dirname, '../../dist/cli.js');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to a clean environment: PATH and a private HOME only. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly node?: string;
  readonly bin?: string;
  /** Whose process it is, and whose group. Only root may choose another than itself. */
  readonly user?: number;
}

/** Starts keysift with `args`, gives it `input`, and waits for its end. */
export function keysift(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.node ?? process.execPath, [options.bin ?? BIN, ...args], {
      cwd: options.cwd,
      env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.user !== undefined && { uid: options.user, gid: options.user }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', piece => out.push(piece));
    child.stderr.on('data', piece => err.push(piece));
    // A child that has enough closes its end early; that is its right.
    child.stdin.on('error', error => {
      if (!('code' in error) || error.code !== 'EPIPE') reject(error);
    });
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    );
  });
}

/** Runs keysift with a JSON report and gives that too. */
export async function keysiftJson(args: readonly string[], options: RunOptions = {}) {
  const run = await keysift([...args, '--format', 'json'], options);
  // biome-ignore lint/suspicious/noExplicitAny: the report's shape is what tests assert.
  const report = run.stdout === '' ? undefined : (JSON.parse(run.stdout) as any);
  return { ...run, report };
}
