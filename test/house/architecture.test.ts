/** The house rules of imports, as a table. Each failure says the rule's sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
const importsOf = (file: string) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    match => match[1] ?? '',
  );
const resolved = (file: string, target: string) =>
  target.startsWith('.') ? relative(SRC, join(SRC, file, '..', target)) : target;

const PURE = /^(detect|policy|report)\//;
const doors: readonly [string, RegExp, string][] = [
  ['node:child_process', /^git\/process\.ts$/, 'only git/process.ts starts programs'],
  ['simple-git', /^git\/repository\.ts$/, 'only git/repository.ts knows simple-git'],
  ['fast-glob', /^sources\/worktree\.ts$/, 'only sources/worktree.ts walks with fast-glob'],
  ['p-limit', /^sources\/worktree\.ts$/, 'only sources/worktree.ts reads side by side with p-limit'],
  ['yargs', /^cli\//, 'only the command line knows yargs'],
  ['@actions/core', /^action/, 'only the Action knows @actions/core'],
];

describe.each(doors)('%s', (pack, door, sentence) => {
  test(sentence, () => {
    const offenders = files.filter(file => !door.test(file) && importsOf(file).includes(pack));
    expect(offenders, sentence).toEqual([]);
  });
});

test('detection, policy and reports are pure: no files, processes, clock or console', () => {
  const impure = /^node:(fs|child_process|os|net|http|https|worker_threads|timers|process)/;
  const offenders = files.filter(
    file =>
      PURE.test(file) &&
      (importsOf(file).some(target => impure.test(target)) ||
        /\bDate\.now\(|\bnew Date\(\)|\bconsole\.|\bprocess\.|\bperformance\./.test(code(file))),
  );
  expect(offenders).toEqual([]);
});

const layers: readonly [string, RegExp, RegExp, string][] = [
  ['model', /^(model|secret|errors)\.ts$/, /^(?!model|secret|errors)/, 'the nouns import nothing but each other'],
  [
    'pure rooms',
    PURE,
    /^(cli|main|action|hook|hooks|scan|settings|sources|git)[/.]/,
    'detect, policy and report know no source, no git and no front end',
  ],
  [
    'sources and git',
    /^(sources|git)\//,
    /^(cli|main|action|hook|hooks|scan)[/.]/,
    'sources and git know no front end and not the pipeline',
  ],
  ['pipeline', /^(scan|settings)\.ts$/, /^(cli|main|action|hook|hooks)[/.]/, 'the pipeline knows no front end'],
];

test.each(layers)('%s: imports point inwards', (_name, from, forbidden, sentence) => {
  const offenders = files
    .filter(file => from.test(file))
    .flatMap(file => importsOf(file).map(target => [file, resolved(file, target)] as const))
    .filter(
      ([, target]) =>
        !target.startsWith('node:') && !target.startsWith('..') && forbidden.test(target) && /\.ts$/.test(target),
    );
  expect(offenders, sentence).toEqual([]);
});

test('no file ends the process itself: a report would be cut off in a pipe', () => {
  expect(files.filter(file => /process\.exit\(/.test(code(file)))).toEqual([]);
});

test('no file is longer than 350 lines, and half of them have about 100 or fewer', () => {
  const lengths = files.map(file => [file, readFileSync(join(SRC, file), 'utf8').split('\n').length] as const);
  expect(lengths.filter(([, length]) => length > 351)).toEqual([]);
  const median = lengths.map(([, length]) => length).sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  expect(median).toBeLessThanOrEqual(130);
});

test('no folder or file is named for having no home', () => {
  expect(files.filter(file => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts)/.test(file))).toEqual([]);
});

/** The source without comments, in which rules are explained and may name what they forbid. */
function code(file: string): string {
  return readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
