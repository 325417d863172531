/**
 * Where base64 begins in a text that is encoded itself, in base64 or as UTF-16: the value of a Kubernetes secret that was encoded
 * once too often, a script for PowerShell with values of its own. How far such a block goes does not show within a window, so
 * only its beginning is looked for, which is a matter of a few characters; the text is read from there on (`written.ts`), and is
 * a content of its own.
 */
import { runsIn } from '../find/text-runs.ts';

/** A piece of base64 is so long, and shows by its first characters that it encodes text. */
const LENGTH = 48;
const SHOWN = 24;
const DIGITS = /^[A-Za-z0-9+/]*$/;

/** An id in base64: how it begins, by the bytes of its group that stand before it, and how many digits it has with those. */
const IDS = [
  { head: /^Q(?:UtJ|VNJ)Q/, digits: 27, id: /^A[KS]IA[A-Z2-7]{16}/ },
  { head: /^.F[LT]SU/s, digits: 28, id: /^.A[KS]IA[A-Z2-7]{16}/s },
  { head: /^..B[SU]0lB/s, digits: 30, id: /^..A[KS]IA[A-Z2-7]{16}/s },
] as const;
const SHORTEST_ID = 27;
const ANY_ID = /Q(?:UtJ|VNJ)Q|[A-Za-z0-9+/]F[LT]SU|[A-Za-z0-9+/]{2}B[SU]0lB/g;

/** Where such heads may begin between the characters `from` and `to` of `text`. */
export function* encodedHeadsIn(text: string, from: number, to: number): Generator<number> {
  for (const [start, end] of runsIn(text, SHORTEST_ID, text.length, from, to)) {
    if (end - start >= LENGTH && start >= from && start < to) yield start;
    const run = text.slice(start, Math.min(end, to + LENGTH));
    ANY_ID.lastIndex = Math.max(0, from - start);
    for (let match = ANY_ID.exec(run); match !== null && start + match.index < to; match = ANY_ID.exec(run)) {
      // What is none may hold the beginning of one.
      ANY_ID.lastIndex = match.index + 1;
      yield start + match.index;
    }
  }
}

/**
 * One past the last character of the head that begins at `at` of `text`; undefined if there is none. All that it depends on is the
 * head and the character before it.
 */
export function encodedHeadAt(text: string, at: number): number | undefined {
  for (const { head, digits, id } of IDS)
    if (head.test(text.slice(at, at + 8)) && id.test(decoded(text, at, digits))) return at + digits;
  if (at > 0 && /[A-Za-z0-9+/]/.test(text.charAt(at - 1))) return undefined;
  return showsText(text, at) ? at + LENGTH : undefined;
}

/** True if so many characters of base64 stand at `at`, and the first of them encode ASCII, not one byte again and again. */
function showsText(text: string, at: number): boolean {
  const bytes = decoded(text, at, LENGTH);
  if (bytes === '') return false;
  const shown = bytes.slice(0, (SHOWN / 4) * 3);
  return /^[\0-\x7f]*$/.test(shown) && !/^(.)\1*$/s.test(shown);
}

/** What so many digits at `at` encode; nothing if there are less. */
function decoded(text: string, at: number, digits: number): string {
  const piece = text.slice(at, at + digits);
  return piece.length === digits && DIGITS.test(piece) ? Buffer.from(piece, 'base64').toString('latin1') : '';
}
