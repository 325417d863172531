/** Tells candidates from what else is found. */
import type { Candidate, Found } from '../../model.ts';
/** True of a candidate, false of the head of something packed. */
export declare function isCandidate(one: Found): one is Candidate;
/** True if something packed begins there, so that the content must be scanned whole. */
export declare function isWritten(one: Found): boolean;
