/** Brings a detector to every place that a finder would: its anchors, and runs of its lengths. Slow and plain. */
import type { Detector, Verdict } from '../../src/detect/detector.ts';
import { REACH, WINDOW } from '../../src/detect/find/window.ts';

/** The verdicts on `text`, one for each start, with offsets in `text`. */
export function judgeAll(detector: Detector, text: string): readonly Verdict[] {
  const places = new Set<number>();
  for (const anchor of detector.anchors) {
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) places.add(at);
  }
  if (detector.runLengths) {
    for (const run of text.matchAll(/[A-Za-z0-9+/]+={0,2}/g)) {
      if (detector.runLengths.includes(run[0].length)) places.add(run.index);
      // The finder reads what an escape leaves behind as a run of its own.
      else if (text.charAt(run.index - 1) === '\\') places.add(run.index + 1);
    }
  }
  const verdicts = new Map<number, Verdict>();
  for (const place of places) {
    const from = Math.max(0, place - WINDOW);
    const to = Math.min(text.length, place + REACH + WINDOW);
    const slice = { text: text.slice(from, to), atStart: from === 0, atEnd: to === text.length };
    const verdict = detector.judge(slice, place - from);
    if (verdict)
      verdicts.set(from + verdict.start, { ...verdict, start: from + verdict.start, end: from + verdict.end });
  }
  return [...verdicts.values()];
}
