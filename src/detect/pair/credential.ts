/** Makes a credential out of the parts that were joined: its kind, lifetime, class and what is known of it in all. */
import type { Candidate, Class, Confidence, Credential, Facts, Lifetime, Parts } from '../../model.ts';

/** Parts that belong together, and what the text around them adds. */
export interface Part {
  id?: Candidate;
  secret?: Candidate;
  token?: Candidate;
  value?: Candidate;
  pairing?: 'structure' | 'near' | 'far';
  expiresAt?: number;
}

/** A secret that an id near it spoke for, and that went to none: only its randomness is left. */
export function loneSecret(secret: Candidate): Candidate {
  if (secret.basis !== 'structure') return secret;
  return {
    ...secret,
    basis: 'entropy',
    confidence: 'low',
    reasons: ['Nothing but its length and randomness speaks for it; the key id near by has another secret.'],
  };
}

export function credentialOf(group: Part): Credential {
  const parts: Parts = {
    ...(group.id && { accessKeyId: group.id }),
    ...(group.secret && { secretAccessKey: group.secret }),
    ...(group.token && { sessionToken: group.token }),
    ...(group.value && { value: group.value }),
  };
  const all = Object.values(parts);
  const lead = (group.id ?? group.secret ?? group.token ?? group.value) as Candidate;
  const main = group.value ?? lead;
  const pairing = all.length > 1 ? (group.pairing ?? 'near') : undefined;
  const form = all.find(one => one.form !== undefined)?.form;
  return {
    kind: main.kind,
    lifetime: lifetimeOf(group),
    parts,
    class: classOf(all, main),
    confidence: confidenceOf(group, all, pairing),
    basis: main.basis,
    ...(form && { form }),
    ...(pairing && { pairing }),
    facts: factsOf(group, all),
    reasons: [...new Set(all.flatMap(one => one.reasons))],
    via: lead.via,
    start: Math.min(...all.map(one => one.start)),
    end: Math.max(...all.map(one => one.end)),
    at: lead.start,
  };
}

const SHORT_LIVED: ReadonlySet<string> = new Set([
  'aws-bedrock-short-term-key',
  'aws-eks-token',
  'aws-ecr-token',
  'aws-codeartifact-token',
  'aws-rds-token',
  'aws-presigned-url',
  'aws-sso-token',
]);
const LASTING: ReadonlySet<string> = new Set([
  'aws-bedrock-api-key',
  'aws-ses-smtp-password',
  'aws-codecommit-password',
]);

function lifetimeOf({ id, token, value }: Part): Lifetime {
  if (value && SHORT_LIVED.has(value.kind)) return 'temporary';
  if (value && LASTING.has(value.kind)) return 'long-term';
  if (id) return id.value.reveal().startsWith('ASIA') ? 'temporary' : 'long-term';
  return token ? 'temporary' : 'unknown';
}

/** A planted or documented part makes the whole one; else it is what its leading part is. */
function classOf(all: readonly Candidate[], main: Candidate): Class {
  for (const look of ['canary', 'emulator', 'example'] as const) if (all.some(one => one.class === look)) return look;
  return main.class;
}

const ORDER: readonly Confidence[] = ['low', 'medium', 'high'];

/** That of the surest part; far apart it is never high. Parts that stand in one structure vouch for each other. */
function confidenceOf(group: Part, all: readonly Candidate[], pairing: Part['pairing']): Confidence {
  const best = Math.max(...all.map(one => ORDER.indexOf(one.confidence)));
  if (pairing === 'far') return ORDER[Math.min(best, 1)] as Confidence;
  if (pairing === 'structure' && group.id && group.secret && group.id.class === 'live') return 'high';
  return ORDER[best] as Confidence;
}

function factsOf(group: Part, all: readonly Candidate[]): Facts {
  const facts: Facts = Object.assign({}, ...[...all].reverse().map(one => one.facts));
  return group.expiresAt === undefined ? facts : { ...facts, expiresAt: group.expiresAt };
}
