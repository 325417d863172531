/** Runs of base64 in a text, found as `runs.ts` finds those of bytes: most characters are never looked at. */
import { IN_BASE64 } from './alphabet.ts';

const NONE: readonly never[] = [];

/**
 * Where maximal runs of `[A-Za-z0-9+/]` of `least` to `most` characters stand in `text`, in order, as far as they touch
 * [from, to): [start, end) pairs. Text of a view: no character is above 255.
 */
export function runsIn(
  text: string,
  least: number,
  most: number,
  from = 0,
  to = text.length,
): readonly (readonly [number, number])[] {
  let runs: (readonly [number, number])[] | undefined;
  let start = from;
  while (start > 0 && from - start <= most && IN_BASE64[text.charCodeAt(start - 1)] === 1) start--;
  const length = Math.min(text.length, to + most);
  for (let at = start + least - 1; at < length; ) {
    let back = at;
    while (back >= start && IN_BASE64[text.charCodeAt(back)] === 1) back--;
    if (back >= start) {
      start = back + 1;
      at = back + least;
      continue;
    }
    let end = at + 1;
    while (end < length && IN_BASE64[text.charCodeAt(end)] === 1) end++;
    if (start >= to) break;
    if (end - start <= most) {
      runs ??= [];
      runs.push([start, end]);
    }
    start = end + 1;
    at = end + least;
  }
  return runs ?? NONE;
}
