/**
 * Cuts a run that has escapes in it where one of them ends a value, as `%20` and `\n` do. Over one that stands for a character
 * of a value, as `%2F` and `\/` do, a stretch goes on.
 */
import { ESCAPE_IN_RUN, meaningOf } from '../decode/carriers.ts';
import { IN_BASE64, isMixed } from './alphabet.ts';

/** What a stretch may go on over and say nothing of how mixed it is. */
const SIGNS = '+/';

/** How a stretch goes on: not at all; over plus signs and slashes only; or over what may stand for a letter, too. */
export const [WHOLE, OVER_SIGNS, OVER_LETTERS] = [0, 1, 2];

/** True if a stretch is as mixed as a secret, or may turn out to be. */
export function mayBeMixed(bytes: Buffer, start: number, end: number, over: number): boolean {
  return over === OVER_LETTERS || isMixed(bytes, start, end);
}

/**
 * Brings every stretch of the run [from, to) to `take`, in order, empty ones too.
 * @param take gets where it begins and ends, and how it goes on.
 */
export function visitStretches(
  bytes: Buffer,
  from: number,
  to: number,
  take: (start: number, end: number, over: number) => void,
): void {
  let start = from;
  let over = WHOLE;
  for (const { 0: sequence, 1: known, index } of bytes.toString('latin1', from, to).matchAll(ESCAPE_IN_RUN)) {
    const meaning = known === undefined ? '' : meaningOf(known);
    if (meaning !== '' && IN_BASE64[meaning.charCodeAt(0)] === 1) {
      over = Math.max(over, SIGNS.includes(meaning) ? OVER_SIGNS : OVER_LETTERS);
      continue;
    }
    take(start, from + index, over);
    start = from + index + sequence.length;
    over = WHOLE;
  }
  take(start, to, over);
}
