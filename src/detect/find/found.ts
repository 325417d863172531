/** Tells candidates from what else is found. */
import type { Candidate, Found } from '../../model.ts';

/** True of a candidate, false of the head of something packed. */
export function isCandidate(one: Found): one is Candidate {
  return one.role !== 'packed';
}

/** True if something packed begins there, so that the content must be scanned whole. */
export function isWritten(one: Found): boolean {
  return one.role === 'packed';
}
