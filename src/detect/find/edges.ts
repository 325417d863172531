/** Where a value starts and ends in a text, and the name that it is assigned to. All of it looks at bounded pieces only. */
import { WINDOW } from './window.ts';

/** Escapes whose last character is no part of what follows: `\n`, `%3D`, `\u003d`, `\x3d`. */
const ESCAPE_BEFORE = /(?:\\[nrtfbv0]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})$/;
const LONGEST_ESCAPE = 6;

/** A pair of keys, as in `"name": "X", "value": "` or `- name: X` with `value:` on the next line. */
const VALUE_KEY = /[vV]alue[^A-Za-z0-9_]{1,20}$/;
const NAMED_PAIR =
  /\b(?:name|key|Name|Key)\\?["']?[ \t]{0,16}[:=]\s{0,40}\\?["']?([A-Za-z_][A-Za-z0-9_.-]{0,63})[^A-Za-z0-9_]{1,60}(?:value|Value)[^A-Za-z0-9_]{1,20}$/;

/** What stands before a call whose result gets a name. */
const ASSIGNED = /[:=>]\s{0,4}(?:new |\[\]|&)?$/;

/** True if a value of base64 can start at `at`: what stands before it is not one of its characters, or ends an escape. */
export function canStartAt(text: string, at: number): boolean {
  if (at === 0) return true;
  if (!/[A-Za-z0-9+/]/.test(text.charAt(at - 1))) return true;
  return ESCAPE_BEFORE.test(text.slice(Math.max(0, at - LONGEST_ESCAPE), at));
}

/** The longest match of the sticky expression `shape` at `at`, or undefined. */
export function matchAt(shape: RegExp, text: string, at: number): string | undefined {
  shape.lastIndex = at;
  return shape.exec(text)?.[0];
}

/** The text before `start` and behind `end`, at most `WINDOW` of each: all that a verdict may depend on. */
export function around(text: string, start: number, end: number): { readonly before: string; readonly after: string } {
  return { before: text.slice(Math.max(0, start - WINDOW), start), after: text.slice(end, end + WINDOW) };
}

/** The name that the value at `start` is assigned to: lower case, without separators. Empty if there is none. */
export function nameBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - WINDOW), start);
  const pair = VALUE_KEY.test(before.slice(-26)) ? NAMED_PAIR.exec(before) : null;
  const name = pair?.[1] ?? assignedName(before);
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The name in `name = "`, `"name": "`, `name => '`, `<name>`, `name ` and the like at the end of `before`. Read backwards by
 * hand: an expression that is anchored at the end only is tried at every place.
 */
function assignedName(before: string): string {
  let end = skipBack(before, before.length, /["'`\\]/, 4);
  if (before.endsWith('&quot;', end)) end -= '&quot;'.length;
  const opened = end;
  end = skipBack(before, end, /\s/, 40);
  const separator = /(?:=>|:=|[:=>,(])$/.exec(before.slice(Math.max(0, end - 2), end))?.[0] ?? '';
  if (separator === '' && end === opened) return '';
  end = skipBack(before, end - separator.length, /[ \t]/, 16);
  if (before.charAt(end - 1) === ']') end--;
  end = skipBack(before, end, /["'`\\]/, 2);
  if (before.endsWith('&quot;', end)) end -= '&quot;'.length;
  const begin = skipBack(before, end, /[A-Za-z0-9_.-]/, 64);
  // `name: aws.String("`: what is called is no name, unless nothing is assigned.
  if (separator === '(' && ASSIGNED.test(before.slice(Math.max(0, begin - 12), begin)))
    return assignedName(before.slice(0, begin).replace(/(?:new |\[\]|&)$/, ''));
  return before.slice(begin, end).replace(/^[^A-Za-z_]+/, '');
}

/** Where the characters of `kind` that end at `end` begin, at most `most` of them. */
export function skipBack(text: string, end: number, kind: RegExp, most: number): number {
  let at = end;
  while (at > 0 && end - at < most && kind.test(text.charAt(at - 1))) at--;
  return at;
}
