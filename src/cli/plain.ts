/**
 * Reads the command lines that people mostly type, by the parser that yargs is made of alone: yargs with its commands and help
 * takes longer to load than a small repository takes to scan. It says what yargs would say, or nothing: whatever is unusual, or
 * wrong, is for yargs to understand.
 */
import parser, { type Options } from 'yargs-parser';
import type { Scope } from '../settings.ts';
import { PARSING, scanOptions } from './options.ts';
import { type Order, requestOf, viewOf } from './order.ts';

/** Commands that scan, by their word; without one of them it is `scan`. */
const SCOPES: Readonly<Record<string, Scope>> = {
  scan: 'scan',
  history: 'history',
  staged: 'staged',
  range: 'range',
  dir: 'dir',
  stdin: 'stdin',
};
/** Words that may mean something of their own, by where they stand. */
const SPECIAL = new Set([...Object.keys(SCOPES), 'explain', 'hook', 'cache', 'help', 'true', 'false']);
/** A path or revision that is neither quoted nor empty. */
const PLAIN = /^[\w./~^@:+,%{}*=][\w./~^@:+,%{}*= -]*$/;

const options = Object.entries<(typeof scanOptions)[keyof typeof scanOptions]>(scanOptions);
const having = (trait: 'array' | 'boolean' | 'number' | 'string') =>
  options.flatMap(([name, option]) => (trait in option ? [name] : []));
const SETTINGS = {
  alias: Object.fromEntries(options.flatMap(([name, option]) => ('alias' in option ? [[name, [option.alias]]] : []))),
  array: having('array'),
  boolean: having('boolean'),
  number: having('number'),
  string: having('string'),
  narg: Object.fromEntries(options.flatMap(([name, option]) => ('nargs' in option ? [[name, option.nargs]] : []))),
  configuration: { ...PARSING, 'camel-case-expansion': false, 'strip-aliased': true },
} satisfies Options;

/** The order of a plain command line; undefined if it is not plain. */
export function readPlain(argv: readonly string[]): Order | undefined {
  const scope = Object.hasOwn(SCOPES, argv[0] ?? '') ? SCOPES[argv[0]!] : undefined;
  const given = scope === undefined ? argv : argv.slice(1);
  if (given.some(word => word === '-' || word === '--')) return undefined;
  const { argv: parsed, error } = parser.detailed([...given], SETTINGS);
  const { _: words, ...args } = parsed;
  if (error !== null || !Object.entries(args).every(([name, value]) => isPlain(name, value))) return undefined;
  if (!words.every(word => typeof word === 'string' && PLAIN.test(word) && !SPECIAL.has(word))) return undefined;
  // Too many words, or too few: yargs says so.
  if (scope === 'stdin' ? words.length > 0 : scope === 'range' && words.length === 0) return undefined;
  args[scope === 'range' ? 'revisions' : 'paths'] = words;
  return { kind: 'scan', request: requestOf(scope ?? 'scan', args), view: viewOf(args) };
}

/** True if an option is known, and has one value of its own kind. */
function isPlain(name: string, value: unknown): boolean {
  if (!Object.hasOwn(scanOptions, name)) return false;
  const option = scanOptions[name as keyof typeof scanOptions];
  if ('array' in option) return Array.isArray(value) && value.every(one => typeof one === 'string');
  if ('boolean' in option) return typeof value === 'boolean';
  return 'number' in option ? Number.isFinite(value) : typeof value === 'string';
}
