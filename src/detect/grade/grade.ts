/**
 * From drafts to findings: severity, confidence, the time, what to do. A pure function of the drafts and of `now`; it never
 * drops a draft.
 */
import type { Confidence, Finding, Sighting } from '../../model.ts';
import { adviceOf } from '../advice/steps.ts';
import { titleOf } from '../advice/title.ts';
import { CONFIDENCE, type Draft, secretsOf } from '../pair/gather.ts';
import { compareSightings } from '../pair/sightings.ts';
import { chainOf, replaceSteps } from './chain.ts';
import { type LifetimeOptions, type Time, timeOf } from './lifetime.ts';
import { SEVERITIES } from './severities.ts';
import { type SeverityFacts, severityReason, severityRow } from './severity.ts';

/** The findings of `drafts`: the most severe first, then the surest, then by the place where they are seen first. */
export function grade(drafts: Iterable<Draft>, options: LifetimeOptions): Finding[] {
  return [...drafts].map(draft => gradeOne(draft, options)).sort(compareFindings);
}

function gradeOne(draft: Draft, options: LifetimeOptions): Finding {
  const { credential, sightings } = draft;
  const time = timeOf(draft, options);
  const row = severityRow(severityFacts(draft, time));
  const { account, region } = credential.facts;
  const replace = replaceSteps(chainOf(credential.kind, draft.form, draft.occurrences));
  return {
    fingerprint: draft.fingerprint,
    kind: credential.kind,
    lifetime: credential.lifetime,
    severity: row.severity,
    confidence: credential.confidence,
    class: credential.class,
    parts: secretsOf(credential.parts),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(time.issuedAt !== undefined && { issuedAt: time.issuedAt }),
    ...(time.expiresAt !== undefined && { expiresAt: time.expiresAt }),
    ...(time.expired !== undefined && { expired: time.expired }),
    title: titleOf(draft, time),
    advice: adviceOf(draft, time, replace),
    reasons: [...sureness(draft), severityReason(row), ...(credential.class === 'live' ? [time.why] : [])],
    sightings,
    ...(draft.form && { form: draft.form }),
    ...(credential.pairing && { pairing: credential.pairing }),
    localOnly: sightings.length > 0 && sightings.every(isLocal),
  };
}

function severityFacts({ credential, form }: Draft, { expired }: Time): SeverityFacts {
  const { kind, lifetime, basis, parts } = credential;
  return {
    kind,
    class: credential.class,
    lifetime,
    basis,
    id: parts.accessKeyId !== undefined,
    secret: parts.secretAccessKey !== undefined,
    token: !parts.sessionToken ? 'none' : parts.sessionToken.facts.issuedAt === undefined ? 'opaque' : 'decoded',
    ...(form && { form }),
    ...(expired !== undefined && { expired }),
  };
}

/** How sure, and why: what gathering and pairing saw, then each part for itself. */
function sureness({ credential, reasons }: Draft): string[] {
  const parts = Object.values(credential.parts).flatMap(part => part.reasons);
  return [...new Set([...credential.reasons, ...parts, ...reasons])];
}

function isLocal(sighting: Sighting): boolean {
  return sighting.state === 'local';
}

function compareFindings(a: Finding, b: Finding): number {
  const [first, second] = [a.sightings[0], b.sightings[0]];
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    rank(b.confidence) - rank(a.confidence) ||
    (first && second ? compareSightings(first, second) : 0) ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

function rank(confidence: Confidence): number {
  return CONFIDENCE[confidence];
}
