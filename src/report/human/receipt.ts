/** The end of the human report: what was not read and how to repair it, then the receipt, which is always last. */
import type { Receipt, Tally, Unread, UnreadClass } from '../../model.ts';
import { hang } from '../columns.ts';
import { forTerminal } from '../escape/terminal.ts';
import { repairOf, unreadOf } from '../repair.ts';
import type { Pen } from './finding.ts';

/** Unread things that are named of one class unless all are asked for. */
const NAMED = 5;

/** What was not read, by class, each class with its way out. Nothing if all was. */
export function* unreadLines(receipt: Receipt, pen: Pen): Iterable<string> {
  if (receipt.complete) return;
  const { options, style } = pen;
  const unread = unreadOf(receipt);
  yield style.bad(
    ` INCOMPLETE  ${count(unread.length, 'thing')} in scope not read. This is not a clean result. `.trimEnd(),
  );

  for (const [unreadClass, ones] of groups(unread)) {
    yield `  ${style.strong(unreadClass)}  ${number(ones.length)}`;
    const shown = options.verbose ? ones : ones.slice(0, NAMED);
    for (const one of shown) yield* hang('    ', unreadText(one, pen), options.width);
    if (ones.length > shown.length) yield `    and ${number(ones.length - shown.length)} more (--verbose lists them)`;
    yield* hang('    Repair  ', repairOf(unreadClass), options.width);
  }
  yield '';
}

function groups(unread: readonly Unread[]): Map<UnreadClass, Unread[]> {
  const byClass = new Map<UnreadClass, Unread[]>();
  for (const one of unread) byClass.set(one.class, [...(byClass.get(one.class) ?? []), one]);
  return byClass;
}

function unreadText(one: Unread, { redact }: Pen): string {
  return forTerminal(redact.text(one.what === '' ? one.why : `${one.what}: ${one.why}`));
}

/** The receipt. Its first word says whether everything in scope was read. */
export function* receiptLines(receipt: Receipt, pen: Pen): Iterable<string> {
  const { options, redact, style } = pen;
  const text = (from: string) => forTerminal(redact.text(from));
  if (options.verbose || !options.quiet) {
    for (const note of receipt.notes) yield* hang('Note       ', text(note), options.width);
  }
  const word = receipt.complete ? 'Complete' : 'INCOMPLETE';
  const lines = [text(receipt.scope), ...factsOf(receipt, text)];
  const folded = options.quiet ? hang(`${word} `, lines.join('; '), options.width) : unfold(word, lines, options.width);
  for (const [at, line] of folded.entries()) {
    yield at === 0 ? (receipt.complete ? style.good : style.bad)(word) + line.slice(word.length) : line;
  }
}

function unfold(word: string, lines: readonly string[], width: number): string[] {
  return lines.flatMap((line, at) => hang(at === 0 ? word.padEnd(11) : ' '.repeat(11), line, width));
}

function factsOf(receipt: Receipt, text: (from: string) => string): string[] {
  const { versions, readers, objects, files } = receipt;
  const git = versions.git === undefined ? '' : `git ${versions.git}, `;
  const seconds = receipt.seconds < 10 ? receipt.seconds.toFixed(1) : number(Math.round(receipt.seconds));
  return [
    `${count(receipt.refs, 'ref')}, ${count(receipt.commits, 'commit')}`,
    tallyText('objects', objects, text),
    tallyText('files', files, text),
    ...(readers && readers.pack > 0
      ? [`${count(readers.pack, 'object')} read from the store itself, ${number(readers.git)} by git`]
      : []),
    `${size(receipt.bytes)} in ${seconds} s; ${text(`keysift ${versions.keysift}, ${git}node ${versions.node}`)}`,
  ];
}

function tallyText(
  what: string,
  { expected, scanned, skipped, failed }: Tally,
  text: (from: string) => string,
): string {
  const reasons = Object.entries(skipped).map(([reason, many]) => `${number(many)} ${text(reason)}`);
  return [
    `${what}: ${number(scanned)} of ${number(expected)} scanned`,
    ...(reasons.length > 0 ? [`skipped ${reasons.join(', ')}`] : []),
    ...(failed.length > 0 ? [`failed ${number(failed.length)}`] : []),
  ].join('; ');
}

/** `1 ref`, `12,345 refs`. */
export function count(many: number, noun: string): string {
  return `${number(many)} ${noun}${many === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Decimal units, as disks and networks count. */
function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
