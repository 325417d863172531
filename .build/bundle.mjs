// Builds dist/: one self-contained file for each way in, but for the command line, which loads what it needs. rolldown, because it turns our CommonJS dependencies into ES
// modules unaided (esbuild needs a hand-written banner for `require`). Output is deterministic: CI compares it with dist/.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? join(root, 'dist');
const entries = {
  cli: 'src/cli.ts',
  index: 'src/index.ts',
  worker: 'src/git/pack/worker.ts',
  action: 'src/action.ts',
};

/** What the command line has in common, by the module that it is loaded with: what the first needs is in the first file. */
const parts = [
  ['version', 'src/version.ts'],
  ['front', 'src/main.ts'],
  // The hook asks for refs before anything is read.
  ['front', 'src/git/refs.ts'],
  ['engine', 'src/steps.ts'],
  // What is needed only if something was found, or is missing.
  ['places', 'src/sources/history-places.ts'],
  ['places', 'src/sources/range-places.ts'],
  ['places', 'src/findings.ts'],
  ['places', 'src/git/missing.ts'],
];
/** The part of each module that has one; found out once. */
let partOfModule;

rmSync(out, { recursive: true, force: true });
const bundled = new Set();
for (const [name, input] of Object.entries(entries)) {
  const bundle = await rolldown({
    cwd: root,
    input: { [name]: input },
    platform: 'node',
    tsconfig: false,
    preserveEntrySignatures: 'allow-extension',
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(`rolldown: ${log.message}`);
    },
  });
  const { output } = await bundle.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: nameOf,
    codeSplitting: name === 'cli' && {
      groups: [{ name: partOf, debugName: 'parts' }],
      includeDependenciesRecursively: false,
    },
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false, annotation: false, jsdoc: false },
  });
  for (const chunk of output) {
    for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id);
      if (found?.[1]) bundled.add(found[1]);
    }
  }
}
await compileKernel(join(out, 'kernel.wasm'));
// Tests run the sources as they are: there it lies beside its loader.
if (out === join(root, 'dist')) copyFileSync(join(out, 'kernel.wasm'), join(root, 'src/git/kernel.wasm'));
writeFileSync(join(out, 'LICENSES.txt'), licences([...bundled].sort()));
execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['-p', join(root, '.build/types.json'), '--outDir', join(out, 'types')],
  ],
  { stdio: 'inherit' },
);

/** The file of a module that several others need; none for what is needed in one place only. */
function partOf(id, graph) {
  if (partOfModule === undefined) {
    partOfModule = new Map();
    for (const [name, first] of parts) {
      const left = [join(root, first)];
      for (let one = left.pop(); one !== undefined; one = left.pop()) {
        if (partOfModule.has(one)) continue;
        partOfModule.set(one, name);
        left.push(...(graph.getModuleInfo(one)?.importedIds ?? []));
      }
    }
  }
  return partOfModule.get(id);
}

/** A file that is loaded on demand is called by the package that it holds, if it is one. */
function nameOf({ name, facadeModuleId }) {
  return `${/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(facadeModuleId ?? '')?.[1] ?? name}.js`;
}

/** The hot loops, from AssemblyScript to WebAssembly with SIMD, in memory that threads share. */
async function compileKernel(file) {
  const { error, stderr } = await asc.main([
    join(root, 'src/git/kernel/index.ts'),
    ...['--outFile', file, '-O3', '--noAssert', '--runtime', 'stub'],
    ...['--enable', 'simd', '--enable', 'bulk-memory', '--enable', 'threads'],
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--memoryBase', '1024'],
  ]);
  if (error) throw new Error(`the kernel does not compile: ${stderr}`);
}

/** The licence text of every bundled package, as their licences ask. */
function licences(names) {
  return names
    .map(name => {
      const folder = join(root, 'node_modules', name);
      const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
