/** Runs a command with its output thrown away and tells what it took. Needs bash; memory is told on Linux only. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

export interface Measured {
  /** Seconds from start to end. */
  readonly wall: number;
  /** Seconds of processor, user and system, with those of the processes that the command started. */
  readonly processor: number;
  /**
   * Peak resident memory in MB of the command's own process. What it started does not count: git maps whole packs, and that
   * is the page cache. A command that maps them itself has them in this figure.
   */
  readonly memory: number | undefined;
  readonly status: number;
}

const SAMPLE_MS = 10;
const SCRIPT = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null';

/** Measures a command once. It runs in a folder where no configuration of a tool is. */
export async function measure(command: readonly string[]): Promise<Measured> {
  const bash = spawn('bash', ['-c', SCRIPT, 'bash', ...command], {
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let memory: number | undefined;
  const timer = setInterval(() => {
    memory = peakOf(bash.pid) ?? memory;
  }, SAMPLE_MS);
  let told = '';
  bash.stderr.setEncoding('utf8').on('data', (piece: string) => {
    told = (told + piece).slice(-65_536);
  });
  const status = await new Promise<number>((resolve, reject) => {
    bash.once('error', reject).once('close', code => resolve(code ?? -1));
  });
  clearInterval(timer);
  const [wall, user, system] = (told.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall + user + system)) {
    throw new Error(`${command.join(' ')}: ${told}`);
  }
  return { wall, processor: user + system, memory, status };
}

/** The best of two measurements of one command. Of memory and status, the worst. */
export function best(known: Measured | undefined, one: Measured): Measured {
  if (known === undefined) return one;
  return {
    wall: Math.min(known.wall, one.wall),
    processor: Math.min(known.processor, one.processor),
    memory: one.memory === undefined ? known.memory : Math.max(known.memory ?? 0, one.memory),
    status: known.status || one.status,
  };
}

/** The kernel's own high-water mark, so that a sample misses only what grows after it. */
function peakOf(shell: number | undefined): number | undefined {
  try {
    const child = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ')[0];
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined; // Not started yet, ended, or no Linux: then there is nothing to tell.
  }
}
