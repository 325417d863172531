/** Bundles a module and the thread beside it into a folder, as the build does: threads cannot run TypeScript. */
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import type { readPacks } from '../../../src/git/pack/read.ts';
import type { placesByTrees } from '../../../src/git/trees/follow.ts';
import type { missingByTrees } from '../../../src/git/trees/missing.ts';
import { makeFolder } from '../../repo.ts';

const SRC = join(import.meta.dirname, '../../../src/git');

/** The pack reader of a bundle that has its thread beside it. */
export async function bundledReader(): Promise<typeof readPacks> {
  return (await bundled<{ readPacks: typeof readPacks }>('pack/read.ts')).readPacks;
}

/** The same for what tells by trees what is missing. @param thread what is run in the place of the thread. */
export async function bundledMissing(thread?: string): Promise<typeof missingByTrees> {
  return (await bundled<{ missingByTrees: typeof missingByTrees }>('trees/missing.ts', thread)).missingByTrees;
}

/** And for what tells by trees where something stands. */
export async function bundledPlaces(thread?: string): Promise<typeof placesByTrees> {
  return (await bundled<{ placesByTrees: typeof placesByTrees }>('trees/follow.ts', thread)).placesByTrees;
}

async function bundled<Module>(path: string, thread?: string): Promise<Module> {
  const dir = makeFolder('bundle');
  for (const [name, input] of Object.entries({ module: path, worker: 'pack/worker.ts' })) {
    const bundle = await rolldown({ input: { [name]: join(SRC, input) }, platform: 'node' });
    await bundle.write({ dir, format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false });
  }
  copyFileSync(join(SRC, 'kernel.wasm'), join(dir, 'kernel.wasm'));
  renameSync(join(dir, 'worker.mjs'), join(dir, 'worker.js'));
  if (thread !== undefined) writeFileSync(join(dir, 'worker.js'), thread);
  return (await import(pathToFileURL(join(dir, 'module.mjs')).href)) as Module;
}
