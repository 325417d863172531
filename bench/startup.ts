/**
 * Start-up: `keysift --version` against `node -e 0`, in one run, interleaved. Run: `node bench/run.mjs startup`.
 */
import { spawnSync } from 'node:child_process';

const ROUNDS = 25;
const cli = process.env.KEYSIFT_CLI ?? 'dist/cli.js';
const commands = {
  'node -e 0': ['-e', '0'],
  'keysift --version': [cli, '--version'],
  'keysift --help': [cli, '--help'],
} as const;

const times = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const from = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} exited with ${status}`);
    const list = times.get(name) ?? [];
    list.push(Number(process.hrtime.bigint() - from) / 1e6);
    times.set(name, list);
  }
}
for (const [name, list] of times) {
  const median = list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  console.log(`${name.padEnd(20)} ${median.toFixed(1)} ms (median of ${ROUNDS})`);
}
