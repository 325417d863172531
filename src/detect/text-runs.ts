/** Runs of base64 in a text, found as `runs.ts` finds those of bytes: most characters are never looked at. */
import { IN_BASE64 } from './alphabet.ts';

/**
 * Where maximal runs of `[A-Za-z0-9+/]` of `least` to `most` characters stand in `text`, in order: [start, end) pairs. Text
 * of a view: no character is above 255.
 */
export function* runsIn(text: string, least: number, most: number): Generator<readonly [number, number]> {
  const length = text.length;
  let start = 0;
  for (let at = least - 1; at < length; ) {
    let back = at;
    while (back >= start && IN_BASE64[text.charCodeAt(back)] === 1) back--;
    if (back >= start) {
      start = back + 1;
      at = back + least;
      continue;
    }
    let end = at + 1;
    while (end < length && IN_BASE64[text.charCodeAt(end)] === 1) end++;
    if (end - start <= most) yield [start, end];
    start = end + 1;
    at = end + least;
  }
}
