/**
 * Finds and judges candidates. Bytes in, candidates out; no path, no clock, no state.
 *
 * The contract that the history scan stands on:
 * 1. `findCandidates(bytes, from, to)` is exactly `findCandidates(bytes)` without those that do not touch [from, to).
 * 2. A candidate depends on the bytes from `start - WINDOW` to `end + WINDOW` only, an end of the content counting as a byte.
 *    Other content with the same bytes there (and ends at the same distance, or beyond) has the same candidate.
 * 3. A candidate spans at most `REACH` bytes.
 */
import type { Candidate } from '../model.ts';
import { Secret } from '../secret.ts';

const ACCESS_KEY_ID = /A[KS]IA[A-Z2-7]{16}(?![A-Z0-9])/g;
const NAMED_SECRET = /(secret[a-z_]{0,20}["']?\s{0,4}[=:]\s{0,4}["']?)([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/gi;

/**
 * Every judged candidate of `bytes` that touches [from, to), in order of its start.
 * @param from first byte of the zone, @param to one past its last.
 */
export function findCandidates(bytes: Buffer, from = 0, to = bytes.length): Candidate[] {
  const text = bytes.toString('latin1');
  const found: Candidate[] = [];
  for (const match of text.matchAll(ACCESS_KEY_ID)) found.push(candidate('accessKeyId', match.index, match[0]));
  for (const match of text.matchAll(NAMED_SECRET)) {
    found.push(candidate('secretAccessKey', match.index + (match[1] ?? '').length, match[2] ?? ''));
  }
  return found.filter(one => one.start < to && one.end > from).sort((a, b) => a.start - b.start);
}

function candidate(role: 'accessKeyId' | 'secretAccessKey', start: number, text: string): Candidate {
  return {
    role,
    kind: role === 'accessKeyId' ? 'aws-access-key' : 'aws-secret-access-key',
    start,
    end: start + text.length,
    value: new Secret(text),
    class: text.includes('EXAMPLE') ? 'example' : 'live',
    confidence: 'medium',
    basis: role === 'accessKeyId' ? 'structure' : 'name',
    via: [],
    facts: {},
    reasons: [],
  };
}
