/** From occurrences to findings: gathered, paired across contents, graded. Pure. Loaded only if something was found. */
import { grade } from './detect/grade/grade.ts';
import type { LifetimeOptions } from './detect/grade/lifetime.ts';
import { gather } from './detect/pair/gather.ts';
import { pairAcross } from './detect/pair/pair-across.ts';
import type { Finding, Occurrence } from './model.ts';

/** The findings that `occurrences` make, the most severe first. */
export function findingsOf(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[] {
  return grade(pairAcross(gather(occurrences)), options);
}

/** The same of occurrences that have nothing to do with each other. */
export function findingsApart(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[] {
  return grade(gather(occurrences), options);
}
