/** From occurrences to findings: gathered, paired across contents, graded. Pure. Loaded only if something was found. */

import { findCandidates } from './detect/find/find.ts';
import { grade } from './detect/grade/grade.ts';
import type { LifetimeOptions } from './detect/grade/lifetime.ts';
import { gather } from './detect/pair/gather.ts';
import { pairAcross } from './detect/pair/pair-across.ts';
import type { Finding, Occurrence, Role } from './model.ts';
import { Secret } from './secret.ts';

/** The findings that `occurrences` make, the most severe first. */
export function findingsOf(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[] {
  return grade(pairAcross(gather(occurrences)), options).map(withNames);
}

/** The same of occurrences that have nothing to do with each other. */
export function findingsApart(occurrences: readonly Occurrence[], options: LifetimeOptions): Finding[] {
  return grade(gather(occurrences), options).map(withNames);
}

/** The shortest piece of a secret that tells of it. */
const PIECE = 8;
/** Names with less in a row hold no secret that a `/` parts. */
const LONG = /[A-Za-z0-9+/%\\]{40}/;
/** What stands behind an id in a name that ends where the secret has its `/`. */
const BEHIND = /^[^A-Za-z0-9]{1,3}([A-Za-z0-9+%]{8,})/;
/** What a name in a name gives out as a secret, up to where the path goes on. */
const GIVEN = /(?:secret|token|password)[A-Za-z_.-]{0,24}["']?[=:]\s?["']?([A-Za-z0-9+%=_-]{8,})/gi;

/**
 * A finding with what else must not be shown of the names of its places: what would be found in them, were each a content of
 * its own. The parts of a path are looked through one by one, and a secret with a `/` in it is spread over two of them.
 */
function withNames(finding: Finding): Finding {
  const names = new Set<string>();
  for (const { path, author, via } of finding.sightings)
    for (const name of [path, author, ...(via ?? [])]) if (name !== undefined) names.add(name);
  const values = new Map<string, Role>();
  for (const name of names) {
    for (const [, piece] of name.matchAll(GIVEN)) if (isRandom(piece)) values.set(piece, 'secretAccessKey');
    const beside = pieceBehind(name, finding.parts.accessKeyId);
    if (isRandom(beside)) values.set(beside, 'secretAccessKey');
    if (!LONG.test(name)) continue;
    for (const { role, value } of findCandidates(Buffer.from(name))) {
      values.set(value.reveal(), role);
      for (const piece of value.reveal().split('/')) if (isRandom(piece)) values.set(piece, role);
    }
  }
  for (const part of Object.values(finding.parts)) values.delete(part.reveal());
  if (values.size === 0) return finding;
  return { ...finding, inNames: [...values].map(([value, role]) => ({ role, secret: new Secret(value) })) };
}

/** The word behind the id in a name: a folder's is told only up to where it has something. */
function pieceBehind(name: string, id: Secret | undefined): string | undefined {
  const at = id === undefined ? -1 : name.indexOf(id.reveal());
  return id && at >= 0 ? BEHIND.exec(name.slice(at + id.length))?.[1] : undefined;
}

/** True of what is no word: words that are masked would be missing in every text. */
function isRandom(piece: string | undefined): piece is string {
  return piece !== undefined && piece.length >= PIECE && /[a-z]/.test(piece) && /[A-Z]/.test(piece) && /\d/.test(piece);
}
