/** Where a value starts and ends in a text, and the name that it is assigned to. All of it looks at bounded pieces only. */
import { WINDOW } from './window.ts';

/** Escapes whose last character is no part of what follows: `\n`, `%3D`, `\u003d`, `\x3d`. */
const ESCAPE_BEFORE = /(?:\\[nrtfbv0]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})$/;
const LONGEST_ESCAPE = 6;

/** `name = "`, `"name": "`, `name => '`, `<name>`, `name ` and the like, up to the value itself. */
const ASSIGNED =
  /([A-Za-z_][A-Za-z0-9_.-]{0,63})(?:\\?["'`]|&quot;)?\]?[ \t]{0,16}(?:=>|:=|[:=>,(]|[ \t])\s{0,40}(?:\\?["'`]|&quot;){0,3}$/;
/** A pair of keys, as in `"name": "X", "value": "` or `- name: X` with `value:` on the next line. */
const NAMED_PAIR =
  /\b(?:name|key|Name|Key)\\?["']?[ \t]{0,16}[:=]\s{0,40}\\?["']?([A-Za-z_][A-Za-z0-9_.-]{0,63})[^A-Za-z0-9_]{1,60}(?:value|Value)[^A-Za-z0-9_]{1,20}$/;

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
  const name = NAMED_PAIR.exec(before)?.[1] ?? ASSIGNED.exec(before.slice(-160))?.[1] ?? '';
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
