/**
 * From occurrences to drafts: one credential, wherever it is seen. The order of the occurrences does not matter. Nothing is
 * graded here, and no occurrence is dropped: what is not the best evidence stays as a sighting or as a reason.
 */
import type {
  Candidate,
  Credential,
  Facts,
  Form,
  Kind,
  Lifetime,
  Occurrence,
  Parts,
  Role,
  Sighting,
} from '../../model.ts';
import { fingerprintOf } from '../../policy/fingerprint.ts';
import type { Secret } from '../../secret.ts';
import { compareSightings, mergeSightings } from './sightings.ts';

/** A finding before it is graded. */
export interface Draft {
  readonly fingerprint: string;
  /** The best-evidenced credential, with parts and facts that only other occurrences know filled in. */
  readonly credential: Credential;
  /** Every occurrence, in order of its place. */
  readonly occurrences: readonly Occurrence[];
  /** One for each place, in order. */
  readonly sightings: readonly Sighting[];
  /** The document that decides its severity: a telling one if any place has it, a harmless one only if all places do. */
  readonly form?: Form;
  /** What gathering itself has to say: sentences for a person. */
  readonly reasons: readonly string[];
}

/** A key id in one of these is told by a protocol or a log; it says nothing of a secret near by. */
export const HARMLESS_FORMS: ReadonlySet<Form> = new Set<Form>(['signed-request', 'audit-log']);
const TELLING: readonly Form[] = [
  'root-key-export',
  'terraform-state',
  'console-export',
  'sso-cache',
  'login-cache',
  'signed-request',
  'audit-log',
];
/** What a kind tells of its lifetime where its parts do not. */
const KIND_LIFETIME: Readonly<Partial<Record<Kind, Lifetime>>> = {
  'aws-session-token': 'temporary',
  'aws-bedrock-api-key': 'long-term',
  'aws-ses-smtp-password': 'long-term',
  'aws-codecommit-password': 'long-term',
  'aws-bedrock-short-term-key': 'temporary',
  'aws-eks-token': 'temporary',
  'aws-ecr-token': 'temporary',
  'aws-codeartifact-token': 'temporary',
  'aws-rds-token': 'temporary',
  'aws-presigned-url': 'temporary',
  'aws-sso-token': 'temporary',
};
const ROLES: readonly Role[] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'value'];

/** One draft for each credential in `occurrences`, in order of fingerprint. */
export function gather(occurrences: Iterable<Occurrence>): Draft[] {
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const fingerprint = fingerprintOf(occurrence.credential.kind, secretsOf(occurrence.credential.parts));
    const group = groups.get(fingerprint);
    if (group) group.push(occurrence);
    else groups.set(fingerprint, [occurrence]);
  }
  absorbLoneParts(groups);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([fingerprint, group]) => draftOf(fingerprint, group));
}

/** The values of a credential's parts. */
export function secretsOf(parts: Parts): Partial<Record<Role, Secret>> {
  const secrets: Partial<Record<Role, Secret>> = {};
  for (const role of ROLES) if (parts[role]) secrets[role] = parts[role].value;
  return secrets;
}

/** One draft out of occurrences that are known to be of one credential. */
function draftOf(fingerprint: string, group: readonly Occurrence[]): Draft {
  const ranked = [...group].sort(compareEvidence);
  const credential = merge(ranked.map(one => one.credential));
  const form = formOf(group);
  return {
    fingerprint,
    credential,
    occurrences: ranked,
    sightings: mergeSightings(group.map(one => one.sighting)),
    ...(form && { form }),
    reasons: otherSecrets(credential, group),
  };
}

/**
 * A secret or token seen alone belongs to the finding that has it paired, and an id alone to the finding of another kind
 * (an SES password) that names it. If several have it, to the one with the best evidence.
 */
function absorbLoneParts(groups: Map<string, Occurrence[]>): void {
  // Only a group in which nothing is paired moves: a pair of its own keeps its finding.
  const lone = new Map<string, string>();
  for (const [fingerprint, group] of groups) {
    if (group.some(one => partList(one.credential.parts).length > 1)) continue;
    const [part] = partList(group[0]?.credential.parts ?? {});
    if (part) lone.set(fingerprint, keyOf(part));
  }
  const owners = ownersOf(new Set(lone.values()), groups);
  for (const [fingerprint, key] of lone) {
    const owner = owners.get(key);
    if (!owner) continue;
    groups.get(owner.fingerprint)?.push(...(groups.get(fingerprint) ?? []));
    groups.delete(fingerprint);
  }
}

interface Owner {
  readonly fingerprint: string;
  readonly occurrence: Occurrence;
}

/** For each of `keys` the group that has it paired, the one with the best evidence if several do. */
function ownersOf(keys: ReadonlySet<string>, groups: ReadonlyMap<string, readonly Occurrence[]>): Map<string, Owner> {
  const owners = new Map<string, Owner>();
  if (keys.size === 0) return owners;
  for (const [fingerprint, group] of groups) {
    for (const occurrence of group) {
      const parts = partList(occurrence.credential.parts);
      if (parts.length < 2) continue;
      for (const part of parts) {
        const key = keyOf(part);
        if (!keys.has(key)) continue;
        const owner = owners.get(key);
        if (!owner || compareEvidence(occurrence, owner.occurrence) < 0) owners.set(key, { fingerprint, occurrence });
      }
    }
  }
  return owners;
}

function partList(parts: Parts): Candidate[] {
  return ROLES.flatMap(role => parts[role] ?? []);
}

function keyOf(part: Candidate): string {
  return `${part.role}\0${part.value.reveal()}`;
}

const PAIRING: Readonly<Record<string, number>> = { structure: 4, near: 3, far: 2, across: 1 };
const BASIS = { structure: 2, name: 1, entropy: 0 } as const;
export const CONFIDENCE = { high: 2, medium: 1, low: 0 } as const;

/** Best evidence first. Ends in the place and the values themselves, so that no two different occurrences are equal. */
function compareEvidence(a: Occurrence, b: Occurrence): number {
  return (
    score(b.credential) - score(a.credential) ||
    compareSightings(a.sighting, b.sighting) ||
    compareText(valuesKey(a.credential), valuesKey(b.credential))
  );
}

/** A real-looking one before a look-alike, then more parts, then how they were joined, recognised, and how sure that is. */
function score({ parts, pairing, confidence, basis, ...credential }: Credential): number {
  const digits = [
    credential.class === 'live' ? 1 : 0,
    partList(parts).length,
    PAIRING[pairing ?? ''] ?? 0,
    CONFIDENCE[confidence],
    BASIS[basis],
  ];
  return digits.reduce((sum, digit) => sum * 8 + digit, 0);
}

function valuesKey(credential: Credential): string {
  return partList(credential.parts).map(keyOf).join('\0');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The best credential, with what only the others know. `ranked` has the best first. */
function merge(ranked: readonly Credential[]): Credential {
  const [best] = ranked;
  if (!best) throw new Error('a draft needs an occurrence');
  let parts: Parts = best.parts;
  for (const other of ranked) {
    if (!sameCredential(parts, other)) continue;
    parts = { ...other.parts, ...parts };
  }
  const same = ranked.filter(one => sameCredential(parts, one));
  const shadowed = [...new Set(ranked.flatMap(one => one.shadowed ?? []))].sort(compareText);
  return {
    ...best,
    parts,
    lifetime: same.find(one => one.lifetime !== 'unknown')?.lifetime ?? KIND_LIFETIME[best.kind] ?? 'unknown',
    facts: mergeFacts(same),
    ...(shadowed.length > 0 && { shadowed }),
  };
}

/** True if `other` adds to `parts` or repeats them, and contradicts none. A look-alike adds nothing to a real one. */
function sameCredential(parts: Parts, other: Credential): boolean {
  return ROLES.every(role => {
    const [mine, theirs] = [parts[role], other.parts[role]];
    return !mine || !theirs || mine.value.equals(theirs.value);
  });
}

/**
 * Facts of the best one first. Of times the latest counts: an early expiry that one place claims must not make a
 * credential pass for expired that another place knows to live longer.
 */
export function mergeFacts(credentials: readonly Credential[]): Facts {
  const all = credentials.flatMap(one => [one.facts, ...partList(one.parts).map(part => part.facts)]);
  const latest = (pick: (facts: Facts) => number | undefined) =>
    all.reduce<number | undefined>((max, facts) => {
      const value = pick(facts);
      return value !== undefined && (max === undefined || value > max) ? value : max;
    }, undefined);
  const [account, region, owner] = (['account', 'region', 'owner'] as const).map(
    name => all.find(facts => facts[name] !== undefined)?.[name],
  );
  const issuedAt = latest(facts => facts.issuedAt);
  const expiresAt = latest(facts => facts.expiresAt);
  const longestLifeMs = latest(facts => facts.longestLifeMs);
  return {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(owner !== undefined && { owner }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(longestLifeMs !== undefined && { longestLifeMs }),
  };
}

/** The download that the console makes of a root user's key keeps this name. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
const ROOT_KEY_FILE = /(?:^|\/)rootkey(?: ?\(\d{1,3}\))?\.csv$/i;

function formOf(group: readonly Occurrence[]): Form | undefined {
  const forms = group.map(({ credential, sighting }) =>
    ROOT_KEY_FILE.test(sighting.path) ? 'root-key-export' : (credential.form ?? partList(credential.parts)[0]?.form),
  );
  return TELLING.find(form => (HARMLESS_FORMS.has(form) ? forms.every(isHarmless) : true) && forms.includes(form));
}

function isHarmless(form: Form | undefined): boolean {
  return form !== undefined && HARMLESS_FORMS.has(form);
}

function otherSecrets(credential: Credential, group: readonly Occurrence[]): string[] {
  const kept = credential.parts.secretAccessKey?.value.reveal();
  const others = new Set(group.flatMap(one => one.credential.parts.secretAccessKey?.value.reveal() ?? []));
  if (kept !== undefined) others.delete(kept);
  if (others.size === 0) return [];
  const many = others.size === 1 ? 'Another secret access key was' : `${others.size} other secret access keys were`;
  return [`${many} seen with this id elsewhere; the one with the best evidence is shown. Treat all of them as leaked.`];
}
