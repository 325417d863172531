/**
 * Takes found values out of the text that stands around them: a path, an author or a failure may itself hold a credential
 * that was found. Every reporter passes every string from a repository through here. Never used on values themselves.
 */
import type { Finding, Role, Sighting } from '../model.ts';
import type { Secret } from '../secret.ts';
import { type Hidden, HiddenValues } from './hidden.ts';

export interface Redact {
  /** `text` with each found value masked. */
  readonly text: (text: string) => string;
  /** The path of a sighting, masked likewise. */
  readonly path: (sighting: Sighting) => string;
  /** An author's name: masked, and without an e-mail address, which git lets stand in its place. */
  readonly author: (name: string) => string;
}

/** What masking needs of a finding. */
type Seen = Pick<Finding, 'parts' | 'sightings' | 'inNames'>;

/** Masks what `findings` hold; with `showSecrets`, text stays as it is but for e-mail addresses. */
export function redaction(findings: readonly Seen[], showSecrets: boolean): Redact {
  const text = showSecrets ? (same: string) => same : masking(findings);
  return {
    text,
    path: sighting => text(sighting.path),
    author: name => text(name.replace(/[^\s<>@]+@[^\s<>@]+/g, '[e-mail]')),
  };
}

function masking(findings: readonly Seen[]): (text: string) => string {
  const hidden = new HiddenValues(valuesOf(findings));
  const masked = (text: string) => hidden.mask(text);
  const known = encodedNames(findings, masked);
  return text => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = masked(text);
      if (known.size < 10_000) known.set(text, answer);
    }
    return answer;
  };
}

/** All that `findings` know and what else stands in their names. */
function* valuesOf(findings: readonly Seen[]): Iterable<Hidden> {
  for (const { parts, inNames } of findings) {
    for (const [role, secret] of Object.entries(parts) as [Role, Secret][]) yield { role, secret };
    if (inNames !== undefined) yield* inNames;
  }
}

/** Names that a value was decoded from: their long runs are withheld, in whatever ways it was encoded. */
function encodedNames(findings: readonly Seen[], masked: (text: string) => string): Map<string, string> {
  const names = new Map<string, string>();
  const withhold = (text: string) =>
    masked(text).replace(/[A-Za-z0-9+_=%\\-]{16,}/g, run => `[${run.length} characters]`);
  for (const finding of findings) {
    for (const { part, via, path, author } of finding.sightings) {
      if (part === 'content' || part === 'message' || !via?.length) continue;
      names.set(path, withhold(path));
      if (part === 'author' && author !== undefined) names.set(author, withhold(author));
    }
  }
  return names;
}
