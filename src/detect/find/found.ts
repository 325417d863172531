/** Tells candidates from what else is found. */
import type { Candidate, Found, WrittenHead } from '../../model.ts';

/** True of a candidate, false of the head of something packed. */
export function isCandidate(one: Found): one is Candidate {
  return !isWritten(one);
}

/** True if something begins there that is a content of its own, so that this one must be scanned whole. */
export function isWritten(one: Found): one is WrittenHead {
  return one.role === 'packed' || one.role === 'encoded';
}
