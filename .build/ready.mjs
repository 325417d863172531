// Makes a checkout ready to run: installs from the lock file and builds, each only if its inputs changed since last time.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
step('installed', ['package-lock.json'], () => {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error('npm ci failed; see its message above');
});
step('built', ['package.json', 'package-lock.json', 'tsconfig.json', 'src', '.build'], () => {
  execFileSync(process.execPath, [join(root, '.build/bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
});

/** Runs `work` unless a stamp in node_modules says that it has been done for these very inputs. */
function step(name, inputs, work) {
  const stamp = join(modules, `.keysift-${name}`);
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const input of inputs) addTo(hash, join(root, input));
  const state = hash.digest('hex');
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === state;
  if (done && (name !== 'built' || built())) return;
  work();
  writeFileSync(stamp, state);
}

function built() {
  return existsSync(join(root, 'dist/cli.js')) && existsSync(join(root, 'src/git/kernel.wasm'));
}

function addTo(hash, path) {
  if (path.endsWith('.wasm')) return;
  let names;
  try {
    names = readdirSync(path).sort();
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    hash.update(path.slice(root.length)).update(readFileSync(path));
    return;
  }
  for (const name of names) addTo(hash, join(path, name));
}
