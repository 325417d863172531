// Bundles a benchmark, with the pack reader's thread and kernel beside it, and runs it: node bench/run.mjs NAME [arguments].
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
if (name === undefined) throw new Error('name a benchmark: the name of a file in bench/ without its ending');
const ready = spawnSync(process.execPath, [join(root, '.build/ready.mjs')], { stdio: 'inherit' });
if (ready.status !== 0) throw new Error('the build failed');
const out = mkdtempSync(join(tmpdir(), 'keysift-bench-'));
try {
  for (const [entry, input] of [
    [name, `bench/${name}.ts`],
    ['worker', 'src/git/pack/worker.ts'],
  ]) {
    const bundle = await rolldown({ cwd: root, input: { [entry]: input }, platform: 'node', tsconfig: false });
    await bundle.write({ dir: out, format: 'esm', entryFileNames: '[name].js', codeSplitting: false });
  }
  copyFileSync(join(root, 'src/git/kernel.wasm'), join(out, 'kernel.wasm'));
  // With NODE_EXTRA_CA_CERTS every node reads certificates when it starts, which is no work of ours.
  const { NODE_EXTRA_CA_CERTS: _, ...own } = process.env;
  const env = { KEYSIFT_CLI: join(root, 'dist/cli.js'), ...own };
  const { status } = spawnSync(process.execPath, [join(out, `${name}.js`), ...args], { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
