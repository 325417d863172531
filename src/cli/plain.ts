/**
 * Reads the command lines that people mostly type, so that a scan need not wait for yargs, which takes longer to load than a
 * small repository takes to scan. It says what yargs would say, or nothing: whatever is unusual is for yargs to understand.
 */
import type { Options } from 'yargs';
import type { Scope } from '../settings.ts';
import { scanOptions } from './options.ts';
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
/** A word that is neither an option nor quoted, nor empty. */
const PLAIN = /^[\w./~^@:+,%{}*=][\w./~^@:+,%{}*= -]*$/;
/** A number as anybody would write it. */
const NUMBER = /^\d{1,9}$/;

const options = new Map<string, Options>(Object.entries(scanOptions));
const aliases = new Map(
  [...options].flatMap(([name, { alias }]) => (alias === undefined ? [] : [[`-${alias}`, name]])),
);

/** The order of a plain command line; undefined if it is not plain. */
export function readPlain(argv: readonly string[]): Order | undefined {
  const scope = Object.hasOwn(SCOPES, argv[0] ?? '') ? SCOPES[argv[0]!] : undefined;
  const args: Record<string, unknown> = {};
  const words: string[] = [];
  for (let at = scope === undefined ? 0 : 1; at < argv.length; at++) {
    const word = argv[at]!;
    if (PLAIN.test(word)) words.push(word);
    else {
      const parsed = parse(word, argv[at + 1]);
      if (parsed === undefined) return undefined;
      const { name, value, several, taken } = parsed;
      if (!several && name in args) return undefined;
      args[name] = several ? [...((args[name] as unknown[] | undefined) ?? []), value] : value;
      if (taken) at++;
    }
  }
  // Too many words, or too few: yargs says so.
  if (scope === 'stdin' ? words.length > 0 : scope === 'range' && words.length === 0) return undefined;
  if (words.some(word => SPECIAL.has(word))) return undefined;
  args[scope === 'range' ? 'revisions' : 'paths'] = words;
  return { kind: 'scan', request: requestOf(scope ?? 'scan', args), view: viewOf(args) };
}

/** One option: `--name`, `--no-name`, `--name=value`, `--name value`, or its letter in the place of the name. */
function parse(word: string, next: string | undefined) {
  const [, negated, long, attached] = /^--(no-)?([a-z-]+)(?:=(.*))?$/.exec(word) ?? [];
  const name = long ?? aliases.get(word);
  const option = name === undefined ? undefined : options.get(name);
  if (name === undefined || option === undefined) return undefined;
  if (option.boolean) {
    return attached === undefined ? { name, value: negated === undefined, several: false, taken: false } : undefined;
  }
  const text = attached ?? next ?? '';
  if (negated !== undefined || !(option.number ? NUMBER : PLAIN).test(text)) return undefined;
  const value = option.number ? Number(text) : text;
  return { name, value, several: option.array === true, taken: attached === undefined };
}
