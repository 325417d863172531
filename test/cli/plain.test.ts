import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { scanOptions } from '../../src/cli/options.ts';
import { readPlain } from '../../src/cli/plain.ts';

const RUNS = process.env.KEYSIFT_LONG === '1' ? 20_000 : 1500;

const commands = ['scan', 'history', 'staged', 'range', 'dir', 'stdin', 'explain', 'hook', 'cache', 'help', 'h', '$0'];
const paths = [
  '.',
  '../other',
  'a b',
  '7',
  '007',
  '1e3',
  'A..B',
  'HEAD~2',
  '^main',
  'x=y',
  'no-cache',
  'true',
  'false',
];
const oddities = [
  '',
  '-',
  '--',
  '--help',
  '-h',
  '-vq',
  '-j4',
  '-xq',
  '--no',
  '--=',
  '-5',
  '"q"',
  "'",
  'ä',
  '--jobs=',
  '-o=',
];
const values = [
  'json',
  'sarif=out.sarif',
  'high',
  '2',
  '08',
  '1.5',
  '-1',
  '50MB',
  '2026-01-01',
  'src/**',
  '',
  "'a'",
  'a=b',
  'true',
];

const option = fc
  .tuple(fc.constantFrom(...Object.keys(scanOptions)), fc.constantFrom(...values), fc.nat(6))
  .map(([name, value, form]) => {
    const letter = name[0]!;
    const forms = [[`--${name}`], [`--no-${name}`], [`--${name}=${value}`], [`--${name}`, value], [`-${letter}`]];
    return [...forms, [`-${letter}`, value], [`-${letter}${value}`]][form]!;
  });
const word = fc.constantFrom(...commands, ...paths, ...oddities).map(one => [one]);
const line = fc
  .array(fc.oneof({ weight: 3, arbitrary: option }, { weight: 2, arbitrary: word }), { maxLength: 5 })
  .map(parts => parts.flat());

describe('a plain command line', () => {
  test('is read without yargs, to the order that yargs would give', async () => {
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(line, async argv => {
        const order = await orderOf(() => readPlain(argv));
        if (order === undefined) return;
        plain++;
        expect(order).toEqual(await orderOf(() => readArguments(argv)));
      }),
      { numRuns: RUNS },
    );
    expect(plain).toBeGreaterThan(RUNS / 10);
  });

  test.each([
    [[]],
    [['--no-cache', '/some/where']],
    [['history', '--jobs', '2', '--format', 'json']],
    [['range', 'origin/main..HEAD', '--fail-on=high']],
    [['-q', '-o', 'report.json', '--format', 'json', '--include', '*.ts', '--include', 'a/**']],
    [['stdin', '--no-color', '-v']],
  ])('may be %j', async argv => {
    expect(readPlain(argv)).toBeDefined();
    expect(readPlain(argv)).toEqual(await readArguments(argv));
  });
});

/** The order, or the words of the refusal. */
async function orderOf<T>(read: () => T | Promise<T>): Promise<T | string> {
  try {
    return await read();
  } catch (error) {
    return String(error);
  }
}
