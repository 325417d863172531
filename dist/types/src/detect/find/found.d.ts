/** Tells candidates from what else is found. */
import type { Candidate, Found, WrittenHead } from '../../model.ts';
/** True of a candidate, false of the head of something packed. */
export declare function isCandidate(one: Found): one is Candidate;
/** True if something begins there that is a content of its own, so that this one must be scanned whole. */
export declare function isWritten(one: Found): one is WrittenHead;
