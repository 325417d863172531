/** Bundles the pack reader and its thread into a folder, as the build does: threads cannot run TypeScript. */
import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import type { readPacks } from '../../../src/git/pack/read.ts';
import { makeFolder } from '../../repo.ts';

const SRC = join(import.meta.dirname, '../../../src/git/pack');

/** The pack reader of a bundle that has its thread beside it. */
export async function bundledReader(): Promise<typeof readPacks> {
  const dir = makeFolder('bundle');
  for (const name of ['read', 'worker']) {
    const bundle = await rolldown({ input: { [name]: join(SRC, `${name}.ts`) }, platform: 'node' });
    await bundle.write({ dir, format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false });
  }
  copyFileSync(join(SRC, '../kernel.wasm'), join(dir, 'kernel.wasm'));
  renameSync(join(dir, 'worker.mjs'), join(dir, 'worker.js'));
  return ((await import(pathToFileURL(join(dir, 'read.mjs')).href)) as { readPacks: typeof readPacks }).readPacks;
}
