/** From occurrences to findings: gathered, paired across contents, graded. Pure. Loaded only if something was found. */
import type { LifetimeOptions } from './detect/grade/lifetime.ts';
import type { Finding, Occurrence } from './model.ts';
/** The findings that `occurrences` make, the most severe first. */
export declare function findingsOf(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[];
/** The same of occurrences that have nothing to do with each other. */
export declare function findingsApart(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[];
