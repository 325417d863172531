/**
 * Takes found values out of the text that stands around them: a path, an author or a failure may itself hold a credential
 * that was found. Every reporter passes every string from a repository through here. Never used on values themselves.
 */
import type { Finding, Role, Sighting } from '../model.ts';
import type { Secret } from '../secret.ts';
import { mask } from './mask.ts';

export interface Redact {
  /** `text` with each found value masked. */
  readonly text: (text: string) => string;
  /** The path of a sighting, masked likewise. */
  readonly path: (sighting: Sighting) => string;
  /** An author's name: masked, and without an e-mail address, which git lets stand in its place. */
  readonly author: (name: string) => string;
}

/** What masking needs of a finding. */
type Seen = Pick<Finding, 'parts' | 'sightings'>;

interface Value {
  readonly text: string;
  readonly shown: string;
}

/** Characters in the middle of a value by which it is looked up: unique for random values, unlike their beginnings. */
const GRAM = 8;
/** So many characters of a value in a row are taken out although the rest of it is not there. */
const PIECE = 16;

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
  const index = indexOf(findings);
  const known = encodedNames(findings);
  const masked = (text: string) => maskKnown(text, index);
  return text => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = masked(text);
      if (known.size < 10_000) known.set(text, answer);
    }
    return answer;
  };
}

function indexOf(findings: readonly Seen[]): Map<string, Value[]> {
  const index = new Map<string, Value[]>();
  for (const finding of findings) {
    for (const [role, secret] of Object.entries(finding.parts) as [Role, Secret][]) {
      const text = secret.reveal();
      if (text.length < GRAM) continue;
      const gram = text.slice(middle(text), middle(text) + GRAM);
      const values = index.get(gram) ?? [];
      if (!values.some(one => one.text === text)) values.push({ text, shown: mask(role, secret) });
      index.set(gram, values);
    }
  }
  return index;
}

function middle(text: string): number {
  return (text.length - GRAM) >> 1;
}

/** Names that hold a value in encoded form: their long runs are withheld, since the value is not there to be looked for. */
function encodedNames(findings: readonly Seen[]): Map<string, string> {
  const names = new Map<string, string>();
  const withhold = (text: string) => text.replace(/[A-Za-z0-9+_=%\\-]{16,}/g, run => `[${run.length} characters]`);
  for (const finding of findings) {
    for (const { part, via, path, author } of finding.sightings) {
      if (part === 'content' || part === 'message' || !via?.length) continue;
      names.set(path, withhold(path));
      if (part === 'author' && author !== undefined) names.set(author, withhold(author));
    }
  }
  return names;
}

function maskKnown(text: string, index: ReadonlyMap<string, readonly Value[]>): string {
  if (index.size === 0 || text.length < GRAM) return text;
  let out = '';
  let done = 0;
  for (let at = 0; at + GRAM <= text.length; at++) {
    const values = index.get(text.slice(at, at + GRAM));
    if (!values) continue;
    const [start, end, shown] = longestRun(text, at, values);
    if (end === 0 || start < done) continue;
    out += text.slice(done, start) + shown;
    done = end;
    at = end - 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

/** Where the longest piece of a value stands around the gram at `at`; the end is 0 if none is long enough. */
function longestRun(text: string, at: number, values: readonly Value[]): [start: number, end: number, shown: string] {
  let best: [number, number, string] = [0, 0, ''];
  for (const value of values) {
    const shift = at - middle(value.text);
    let start = at;
    let end = at + GRAM;
    while (start > 0 && start > shift && text[start - 1] === value.text[start - 1 - shift]) start--;
    while (end < text.length && end < shift + value.text.length && text[end] === value.text[end - shift]) end++;
    if (end - start >= Math.min(PIECE, value.text.length) && end - start > best[1] - best[0]) {
      best = [start, end, value.shown];
    }
  }
  return best;
}
