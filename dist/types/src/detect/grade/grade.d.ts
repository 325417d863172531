/**
 * From drafts to findings: severity, confidence, the time, what to do. A pure function of the drafts and of `now`; it never
 * drops a draft.
 */
import type { Finding } from '../../model.ts';
import { type Draft } from '../pair/gather.ts';
import { type LifetimeOptions } from './lifetime.ts';
/** The findings of `drafts`: the most severe first, then the surest, then by the place where they are seen first. */
export declare function grade(drafts: Iterable<Draft>, options: LifetimeOptions): Finding[];
