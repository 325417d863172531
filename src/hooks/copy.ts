/**
 * The copy of keysift that a repository's hook runs: the bundled files, under the directory that linked worktrees share, so
 * that a push needs no network and no node_modules. It never runs the copy.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../errors.ts';
import { makeFolders } from '../make-folders.ts';
import { VERSION } from '../version.ts';
import { writeWhole } from './file.ts';

/** What `keysift hook install` did, kept beside the copy, so that all of it can be undone and checked. */
export interface Installation {
  readonly schema: 'keysift-hook/1';
  readonly version: string;
  /** SHA-256 of each file of the copy, in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>;
  /** Absolute paths of the hooks that have keysift's lines. */
  readonly hooks: readonly string[];
  /** Folders that were made for hooks, outermost first. */
  readonly madeFolders: readonly string[];
}

export type CopyState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'intact'; readonly installation: Installation }
  | { readonly kind: 'damaged'; readonly why: string; readonly installation: Installation | undefined };

/** The files of the built command line, with all that they load; the one that starts it is copied last. */
export const BUNDLE = [
  'kernel.wasm',
  'worker.js',
  'rolldown-runtime.js',
  'string-width.js',
  'simple-git.js',
  'fast-glob.js',
  'ora.js',
  'arguments.js',
  'explain.js',
  'picomatch.js',
  'places.js',
  'history-places.js',
  'range-places.js',
  'findings.js',
  'missing.js',
  'engine.js',
  'steps.js',
  'hook.js',
  'ref-names.js',
  'version.js',
  'front.js',
  'main.js',
  'cli.js',
];
const RECORD = 'install.json';
/** Without it, node asks the scanned repository's own package.json what kind of script `cli.js` is. */
const MANIFEST = '{"type":"module"}\n';

/** The hook's folder in a repository. Nothing else of keysift's is kept in it. */
export function homeOf(commonDir: string): string {
  return join(commonDir, 'keysift', 'hook');
}

/**
 * Copies the files of the running bundle, and says in `current` and `node` what the hook shall run.
 * @param bundle the folder of the running `cli.js`.
 */
export function writeCopy(commonDir: string, bundle: string, node: string): Installation['files'] {
  const folder = join(homeOf(commonDir), VERSION);
  makeFolders(folder);
  const files: Record<string, string> = {};
  const put = (name: string, bytes: Buffer) => {
    writeWhole(join(folder, name), bytes.toString('latin1'), 0o644);
    files[name] = sha256(bytes);
  };
  put('package.json', Buffer.from(MANIFEST));
  for (const name of BUNDLE) put(name, readFileSync(join(bundle, name)));
  writeWhole(join(homeOf(commonDir), 'node'), Buffer.from(`${node}\n`).toString('latin1'), 0o644);
  writeWhole(join(homeOf(commonDir), 'current'), `${VERSION}\n`, 0o644);
  for (const entry of readdirSync(homeOf(commonDir), { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== VERSION && /^\d/.test(entry.name))
      rmSync(join(homeOf(commonDir), entry.name), { recursive: true });
  return files;
}

/**
 * The folder of the bundle that is running.
 * @throws UsageError if keysift runs from its sources.
 */
export function runningBundle(moduleUrl: string): string {
  const folder = dirname(fileURLToPath(moduleUrl));
  if (!BUNDLE.every(name => existsSync(join(folder, name))))
    throw new UsageError(
      'the hook runs a copy of the built keysift, and this is not it: npm run build, then dist/cli.js',
    );
  return folder;
}

/** Whether the copy is there, and is what was put there. */
export function checkCopy(commonDir: string): CopyState {
  const home = homeOf(commonDir);
  if (!existsSync(home)) return { kind: 'absent' };
  const installation = readInstallation(commonDir);
  if (installation === undefined) return { kind: 'damaged', why: `${RECORD} cannot be read`, installation };
  const damaged = (why: string) => ({ kind: 'damaged', why, installation }) as const;
  for (const [name, hash] of Object.entries(installation.files)) {
    const path = join(home, installation.version, name);
    if (!existsSync(path)) return damaged(`${name} is gone`);
    if (sha256(readFileSync(path)) !== hash) return damaged(`${name} was changed`);
  }
  const current = join(home, 'current');
  if (!existsSync(current) || readFileSync(current, 'utf8') !== `${installation.version}\n`)
    return damaged('the file that names the version was changed');
  return { kind: 'intact', installation };
}

/** What was written down at install; undefined if there is nothing, or nothing that keysift wrote. */
export function readInstallation(commonDir: string): Installation | undefined {
  const path = join(homeOf(commonDir), RECORD);
  if (!existsSync(path)) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The caller reports the copy as damaged.
    return undefined;
  }
  return isInstallation(read) ? read : undefined;
}

export function writeInstallation(commonDir: string, installation: Installation): void {
  const text = `${JSON.stringify(installation, undefined, 2)}\n`;
  writeWhole(join(homeOf(commonDir), RECORD), Buffer.from(text).toString('latin1'), 0o644);
}

function isInstallation(read: unknown): read is Installation {
  if (typeof read !== 'object' || read === null) return false;
  const { schema, version, files, hooks, madeFolders } = read as Partial<Record<keyof Installation, unknown>>;
  const texts = (list: unknown) => Array.isArray(list) && list.every(one => typeof one === 'string');
  return (
    schema === 'keysift-hook/1' &&
    typeof version === 'string' &&
    /^\d[\w.+-]*$/.test(version) &&
    typeof files === 'object' &&
    files !== null &&
    'cli.js' in files &&
    Object.entries(files).every(([name, hash]) => /^[\w.-]+$/.test(name) && typeof hash === 'string') &&
    texts(hooks) &&
    texts(madeFolders)
  );
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
