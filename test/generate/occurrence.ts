/** Makes candidates, credentials and occurrences as detection and the sources hand them on, for tests of what comes after. */
import type { Candidate, Credential, Facts, Kind, Occurrence, Role, Sighting } from '../../src/model.ts';
import { Secret } from '../../src/secret.ts';

const ALONE: Readonly<Record<Role, Kind>> = {
  accessKeyId: 'aws-access-key',
  secretAccessKey: 'aws-secret-access-key',
  sessionToken: 'aws-session-token',
  value: 'aws-bedrock-api-key',
};

export function candidate(role: Role, value: string, other: Partial<Candidate> = {}): Candidate {
  return {
    role,
    kind: ALONE[role],
    start: 0,
    end: value.length,
    value: new Secret(value),
    class: 'live',
    confidence: 'high',
    basis: role === 'secretAccessKey' ? 'name' : 'structure',
    via: [],
    facts: {},
    reasons: [],
    ...other,
  };
}

type Values = Partial<Record<Role, string | Candidate>>;

/** A credential of the parts given; kind, lifetime and pairing follow from them unless told. */
export function credential(values: Values, other: Partial<Credential> = {}): Credential {
  const parts: Partial<Record<Role, Candidate>> = {};
  for (const role of ['accessKeyId', 'secretAccessKey', 'sessionToken', 'value'] as const) {
    const value = values[role];
    if (value !== undefined) parts[role] = typeof value === 'string' ? candidate(role, value) : value;
  }
  const all = Object.values(parts);
  const [lead] = all;
  if (!lead) throw new Error('a credential needs a part');
  const id = parts.accessKeyId?.value.reveal();
  const lifetime = id
    ? id.startsWith('ASIA')
      ? 'temporary'
      : 'long-term'
    : parts.sessionToken
      ? 'temporary'
      : 'unknown';
  return {
    kind: lead.kind,
    lifetime,
    parts,
    class: 'live',
    confidence: 'high',
    basis: lead.basis,
    ...(all.length > 1 && { pairing: 'structure' as const }),
    facts: Object.assign({}, ...all.map(one => one.facts)) as Facts,
    reasons: [],
    via: [],
    start: 0,
    end: 1,
    at: 0,
    ...other,
  };
}

export function sighting(other: Partial<Sighting> = {}): Sighting {
  return { where: 'worktree', part: 'content', path: 'config.txt', line: 1, column: 1, ...other };
}

export function seen(what: Credential, where: Partial<Sighting> = {}): Occurrence {
  return { credential: what, sighting: sighting(where) };
}
