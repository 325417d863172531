/** Says whether a candidate is named by its own window alone: more may be judged than was named. */
import { IN_HEX } from './alphabet.ts';
import { holdsAnchor } from './anchors.ts';
import { visitSplitIds } from './literals.ts';
import { visitRuns } from './runs.ts';
import type { TriggerSink } from './trigger-sink.ts';
import { Triggers } from './triggers.ts';
import { visitUtf16Runs } from './utf16.ts';
import { WINDOW } from './window.ts';

/** What names a candidate stands at most this far behind its start. */
export const AHEAD = 384;
/** An id in pieces names what starts at most so far behind its own start: its secret, in pieces as it is. */
export const BEHIND_SPLIT_ID = 160;

/** True if the window of a candidate, cut out of the content, names a place: then every scan of it does. */
export function isNamed(bytes: Buffer, start: number, end: number): boolean {
  const low = Math.max(0, start - WINDOW);
  const last = Math.min(end + WINDOW, start + AHEAD);
  const high = Math.min(bytes.length, last);
  let named = false;
  const sink: TriggerSink = {
    plain: () => {
      named = true;
    },
    base64: () => {},
    nul: () => {},
    written: () => {},
  };
  // An end of the content counts as a byte: a window that reaches just there does not show it.
  const cut = { start: start - WINDOW >= 0, end: last <= bytes.length };
  const window = bytes.subarray(low, high);
  visitRuns(window, 0, window.length, new Triggers(sink, 0, cut));
  if (!named) visitSplitIds(window, Math.max(0, start - low - BEHIND_SPLIT_ID), start - low + 1, sink);
  return named;
}

/** The same of a candidate in UTF-16: by runs in its half of the pairs of bytes. */
export function isNamedInUtf16(bytes: Buffer, start: number, end: number): boolean {
  const low = Math.max(0, start - WINDOW);
  const window = bytes.subarray(low, Math.min(bytes.length, end + WINDOW, start + AHEAD));
  let named = false;
  visitUtf16Runs(window, 0, window.length, run => {
    if (((low + run - start) & 1) === 0) named = true;
  });
  return named;
}

const [SECRET_LENGTH, GLUED_SECRET_LENGTH] = [40, 42];

/** True if something in what a block of base64 encodes is worth a judgement. */
export function isWorthDecoding(inside: Buffer): boolean {
  return isNamedInside(inside, { start: false, end: false }, true);
}

/**
 * True if something in what a block of base64 encodes is named there. What is as long as a secret and begins the block is, too,
 * whatever it is made of: its name may stand before the block.
 * @param cut where the bytes are a piece of that, so that a run at that end may not begin (end) there. @param blocks whether a block
 * of base64 in it counts, and what is packed.
 */
export function isNamedInside(
  inside: Buffer,
  cut: { readonly start: boolean; readonly end: boolean },
  blocks = false,
): boolean {
  if (holdsAnchor(inside, 0, inside.length)) return true;
  let named = false;
  const name = () => {
    named = true;
  };
  const inner = blocks ? name : () => {};
  const sink: TriggerSink = { plain: name, base64: inner, nul: () => {}, written: inner };
  visitSplitIds(inside, 0, inside.length, sink);
  const triggers = new Triggers(sink, 0, cut);
  visitRuns(inside, 0, inside.length, {
    nul: () => {},
    run: (bytes, start, end, escaped) => {
      if (named) return;
      triggers.run(bytes, start, end, escaped);
      const isFirst = start === 0 && !cut.start && (!cut.end || end < bytes.length);
      if (isFirst && isAsLongAsSecret(bytes, start, end)) named = true;
    },
  });
  return named;
}

function isAsLongAsSecret(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (length < SECRET_LENGTH || length > GLUED_SECRET_LENGTH) return false;
  for (let at = start; at < end; at++) if (IN_HEX[bytes[at] as number] === 0) return true;
  return false;
}
