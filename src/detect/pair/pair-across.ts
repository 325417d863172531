/**
 * Joins an id in one file and a secret in another into one finding, shown as such and of lower confidence. It reads no
 * bytes: only drafts and where they are seen.
 *
 * Rules. Both stand alone, look real, and share a neighbourhood: the commit that brought them, or the folder they are in now.
 * In that neighbourhood no other id and no other secret stands alone. The secret is named, or in an export of the console; one
 * that only its randomness speaks for counts if the file that it is in is named like a file of credentials. Each has one partner
 * only, over all neighbourhoods. A session token joins a temporary key by the same rules if their accounts do not differ.
 */
import type { Confidence, Credential, Role, Sighting } from '../../model.ts';
import { CONFIDENCE, type Draft, HARMLESS_FORMS, mergeFacts } from './gather.ts';
import { mergeSightings } from './sightings.ts';

const CREDENTIAL_FILE =
  /(?:credential|secret|passw|access.?key|aws|token|(?:^|\.)env(?:\.|$)|(?:^|\.)s3cfg$|(?:^|\.)boto$)/i;

/** The drafts with those that belong together joined, in order of fingerprint. */
export function pairAcross(drafts: readonly Draft[]): Draft[] {
  const withSecrets = joinAll(drafts, isIdAlone, isSecretAlone, 'secret');
  return joinAll(withSecrets, lacksToken, isTokenAlone, 'session token');
}

function joinAll(
  drafts: readonly Draft[],
  isKey: (draft: Draft) => boolean,
  isPartner: (draft: Draft) => boolean,
  what: string,
): Draft[] {
  const keys = drafts.filter(isKey);
  const partners = drafts.filter(isPartner);
  if (keys.length === 0 || partners.length === 0) return [...drafts];
  const partnerOf = matches(keys, partners);
  const joined = new Map([...partnerOf].map(([key, { partner, near }]) => [key, join(key, partner, near, what)]));
  const taken = new Set([...partnerOf.values()].map(one => one.partner));
  return drafts.filter(draft => !taken.has(draft)).map(draft => joined.get(draft) ?? draft);
}

interface Match {
  readonly partner: Draft;
  readonly near: string;
}

/** For each key its partner, if over all neighbourhoods there is one only, and the key is that one's only. */
function matches(keys: readonly Draft[], partners: readonly Draft[]): Map<Draft, Match> {
  const around = new Map<string, { keys: Set<Draft>; partners: Set<Draft> }>();
  for (const [list, side] of [
    [keys, 'keys'],
    [partners, 'partners'],
  ] as const) {
    for (const draft of list) {
      for (const place of neighbourhoods(draft)) {
        const here = around.get(place) ?? { keys: new Set(), partners: new Set() };
        here[side].add(draft);
        around.set(place, here);
      }
    }
  }
  const proposals = new Map<Draft, Map<Draft, string>>();
  const suitors = new Map<Draft, Set<Draft>>();
  for (const [place, here] of around) {
    const [key, partner] = [only(here.keys), only(here.partners)];
    if (!key || !partner || !plausible(key, partner, place)) continue;
    proposals.set(key, (proposals.get(key) ?? new Map()).set(partner, place));
    suitors.set(partner, (suitors.get(partner) ?? new Set()).add(key));
  }
  const found = new Map<Draft, Match>();
  for (const [key, options] of proposals) {
    const [option] = options;
    if (options.size !== 1 || !option || suitors.get(option[0])?.size !== 1) continue;
    found.set(key, { partner: option[0], near: option[1].startsWith('commit') ? 'commit' : 'folder' });
  }
  return found;
}

function only(drafts: ReadonlySet<Draft>): Draft | undefined {
  return drafts.size === 1 ? [...drafts][0] : undefined;
}

function neighbourhoods(draft: Draft): Set<string> {
  return new Set(draft.sightings.flatMap(neighbourhoodOf));
}

function neighbourhoodOf({ where, path, commit }: Sighting): string | [] {
  if (where === 'worktree' || where === 'index') return `folder\0${path.slice(0, path.lastIndexOf('/') + 1)}`;
  return commit === undefined ? [] : `commit\0${commit}`;
}

function plausible(key: Draft, partner: Draft, place: string): boolean {
  const [mine, theirs] = [key.credential.facts.account, partner.credential.facts.account];
  if (mine !== undefined && theirs !== undefined && mine !== theirs) return false;
  if (partner.credential.lifetime === 'temporary' && key.credential.lifetime !== 'temporary') return false;
  if (isNamed(partner)) return true;
  return partner.sightings.some(
    one => neighbourhoodOf(one) === place && CREDENTIAL_FILE.test(one.path.slice(one.path.lastIndexOf('/') + 1)),
  );
}

/** A token is known by its structure; a secret only by a name or by the document that it stands in. */
function isNamed({ credential, form }: Draft): boolean {
  return credential.kind !== 'aws-secret-access-key' || credential.basis === 'name' || form === 'console-export';
}

const hasOnly = ({ credential }: Draft, ...roles: readonly Role[]) => {
  const found = Object.keys(credential.parts);
  return found.length === roles.length && roles.every(role => credential.parts[role] !== undefined);
};

function isIdAlone(draft: Draft): boolean {
  if (draft.form && HARMLESS_FORMS.has(draft.form)) return false;
  return isLive(draft) && draft.credential.kind === 'aws-access-key' && hasOnly(draft, 'accessKeyId');
}

function isSecretAlone(draft: Draft): boolean {
  const { kind } = draft.credential;
  if (!isLive(draft) || kind !== 'aws-secret-access-key') return false;
  return hasOnly(draft, 'secretAccessKey') || hasOnly(draft, 'secretAccessKey', 'sessionToken');
}

function lacksToken(draft: Draft): boolean {
  const { kind, lifetime } = draft.credential;
  const isTemporaryKey = kind === 'aws-access-key' && lifetime === 'temporary';
  return isLive(draft) && isTemporaryKey && hasOnly(draft, 'accessKeyId', 'secretAccessKey');
}

function isTokenAlone(draft: Draft): boolean {
  return isLive(draft) && draft.credential.kind === 'aws-session-token' && hasOnly(draft, 'sessionToken');
}

function isLive({ credential }: Draft): boolean {
  return credential.class === 'live';
}

function join(key: Draft, partner: Draft, near: string, what: string): Draft {
  const [mine, theirs] = [key.credential, partner.credential];
  const shadowed = [...new Set([...(mine.shadowed ?? []), ...(theirs.shadowed ?? [])])].sort();
  const credential: Credential = {
    ...mine,
    parts: { ...theirs.parts, ...mine.parts },
    pairing: 'across',
    confidence: lowered(mine.confidence, theirs.confidence, mine.pairing === 'across'),
    facts: mergeFacts([mine, theirs]),
    reasons: [...new Set([...mine.reasons, ...theirs.reasons, reasonOf(near, what)])],
    ...(shadowed.length > 0 && { shadowed }),
  };
  return {
    ...key,
    credential,
    occurrences: [...key.occurrences, ...partner.occurrences],
    sightings: mergeSightings([...key.sightings, ...partner.sightings]),
    reasons: [...new Set([...key.reasons, ...partner.reasons])],
  };
}

function reasonOf(near: string, what: string): string {
  const place = near === 'commit' ? 'the same commit' : 'the same folder';
  return `Its ${what} stands in another file of ${place}, where no other one stands alone; that they belong together is likely, not certain.`;
}

/** One less than the weaker of both; a second join across files takes nothing more away. */
function lowered(a: Confidence, b: Confidence, again: boolean): Confidence {
  const weaker = CONFIDENCE[a] < CONFIDENCE[b] ? a : b;
  if (again) return weaker;
  return weaker === 'high' ? 'medium' : 'low';
}
