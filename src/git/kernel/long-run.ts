/**
 * Judges runs that are too long to be judged as one: files and source maps in a line of base64. No secret or token, whole or in
 * pieces, has so long a piece; and what names a candidate stands near its start, so each part is judged by itself.
 */
import { isAnchored } from './anchors';
import { dullUpTo } from './blocks';
import { holdsId } from './run';
import { runEnd } from './tables';

/** What begins in one part may go on so far in the next: an id, and the characters by which text shows. */
const SEAM: usize = 64;
/** So much of a run is looked for at once. */
const STEP: usize = 4096;
/** As much as this is worth a judgement around what is. */
const PART: usize = 2048;

/** The part that `passLongRun` found. */
export let partFrom: usize = 0;
export let partTo: usize = 0;

/**
 * Looks for the first part of a run that is worth a judgement, from `low` on and before `high`.
 * @param start where the run begins, or goes on before `low`. @param begins true if it begins there.
 * @returns one past the run, or what is behind `high`; 0 if there is such a part.
 */
export function passLongRun(begin: usize, end: usize, start: usize, low: usize, high: usize, begins: bool): usize {
  let at = low > start + SEAM ? low - SEAM : start;
  const limit = high + SEAM < end ? high + SEAM : end;
  if (begins && at === start && isAnchored(begin, start))
    return loudPart(start, runEnd(start, min(start + PART, limit)));
  while (at < limit) {
    const last = min(at + STEP, limit);
    const stop = runEnd(at, last);
    while (at < stop) {
      // An escape ends what is dull, and begins what is not.
      const next = dullUpTo(at, stop);
      if (next === at || holdsId(at > start + SEAM ? at - SEAM : start, next)) return loudPart(at, stop);
      at = next;
    }
    if (stop < last) return stop + 1;
  }
  return at + 1;
}

function loudPart(from: usize, stop: usize): usize {
  partFrom = from;
  partTo = min(from + PART, stop);
  return 0;
}
