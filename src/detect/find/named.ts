/** Says whether a candidate is named by its own window alone: more may be judged than was named. */
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
  const high = Math.min(bytes.length, end + WINDOW, start + AHEAD);
  let named = false;
  const sink: TriggerSink = {
    plain: () => {
      named = true;
    },
    base64: () => {},
    nul: () => {},
  };
  const cut = { start: low > 0, end: high < bytes.length };
  const window = bytes.subarray(low, high);
  visitRuns(window, 0, window.length, new Triggers(sink, 0, cut));
  if (!named) visitSplitIds(window, Math.max(0, start - low - BEHIND_SPLIT_ID), start - low + 1, sink);
  return named;
}

/** The same of a candidate in UTF-16. */
export function isNamedInUtf16(bytes: Buffer, start: number, end: number): boolean {
  const window = bytes.subarray(Math.max(0, start - WINDOW), Math.min(bytes.length, end + WINDOW, start + AHEAD));
  let named = false;
  visitUtf16Runs(window, 0, window.length, () => {
    named = true;
  });
  return named;
}
