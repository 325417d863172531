/**
 * The expiry of a temporary credential, if one is written beside it and is its own: in the same object, element, section or
 * block, under a name that speaks of nothing else. Everything expires: a cookie, a certificate, the session of the next
 * profile. Of two readings the one counts that lets the credential live.
 */
import type { Candidate } from '../../model.ts';
import { firstThat } from '../find/sorted.ts';
import { REACH, WINDOW } from '../find/window.ts';
import { type Expiration, expirationsIn } from './expiration.ts';
import type { ByteSource } from './pair.ts';
import { affixOf } from './pair-cost.ts';
import { isCommented, type Place, placeOf, separates } from './same-place.ts';

/**
 * The latest expiry that is the credential's own, milliseconds since 1970.
 * @param known parts of the credential. @param all candidates of the content, in order of start.
 */
export function ownExpiry(
  known: readonly Candidate[],
  all: readonly Candidate[],
  bytes: ByteSource,
): number | undefined {
  const parts = withTwins(known, all);
  const text = textAround(parts, bytes);
  let latest: number | undefined;
  for (const gap of gapsBeside(parts, all, text)) {
    for (const one of expirationsIn(text.slice(gap.start, gap.end))) {
      if (isOwn(one, gap, parts, text) && one.time > (latest ?? Number.NEGATIVE_INFINITY)) latest = one.time;
    }
  }
  return latest;
}

/** The parts, and the same values once more beside them: some tools write a token under an old name, too. */
function withTwins(parts: readonly Candidate[], all: readonly Candidate[]): readonly Candidate[] {
  const [start, end] = [Math.min(...parts.map(one => one.start)), Math.max(...parts.map(one => one.end))];
  const twins = near(all, start - WINDOW, end + WINDOW).filter(
    other =>
      !parts.includes(other) &&
      parts.some(one => one.role === other.role && one.value.reveal() === other.value.reveal()),
  );
  return twins.length === 0 ? parts : [...parts, ...twins];
}

/** What may be read of a content, by the offsets in that content. */
interface Text {
  readonly start: number;
  readonly end: number;
  /** True if the content begins before `start`. */
  readonly cut: boolean;
  /** True if it goes on behind `end`. */
  readonly cutBehind: boolean;
  /** Without the NULs of UTF-16, and with the line breaks that an escape stands for. */
  readonly slice: (start: number, end: number) => string;
}

function textAround(parts: readonly Candidate[], bytes: ByteSource): Text {
  const start = Math.max(0, Math.min(...parts.map(one => one.start)) - WINDOW);
  const end = Math.min(bytes.length, Math.max(...parts.map(one => one.end)) + WINDOW);
  const slice = (from: number, to: number) =>
    bytes
      .slice(from, to)
      .toString('latin1')
      .replaceAll('\0', '')
      .replace(/(?:\\{1,8}r)?\\{1,8}n/g, '\n');
  return { start, end, cut: start > 0, cutBehind: end < bytes.length, slice };
}

/** Text that no candidate stands in, and the candidates that end and begin there. At least one of them is a part. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly before: Candidate | undefined;
  readonly after: Candidate | undefined;
}

function gapsBeside(parts: readonly Candidate[], all: readonly Candidate[], { start, end }: Text): Gap[] {
  const apart = (other: Candidate) => parts.every(one => other.end <= one.start || other.start >= one.end);
  const order = [...parts, ...near(all, start, end).filter(one => !parts.includes(one) && apart(one))];
  order.sort((x, y) => x.start - y.start);
  const gaps: Gap[] = [];
  for (let at = 0; at <= order.length; at++) {
    const [before, after] = [order[at - 1], order[at]];
    if (![before, after].some(one => one && parts.includes(one))) continue;
    const [from, to] = [before?.end ?? start, after?.start ?? end];
    // What is far from both is neither's.
    if (to - from <= 2 * WINDOW) gaps.push({ start: from, end: to, before, after });
    else
      gaps.push(
        { start: from, end: from + WINDOW, before, after: undefined },
        { start: to - WINDOW, end: to, before: undefined, after },
      );
  }
  return gaps.filter(one => one.end > one.start);
}

/** A fraction of a second and a zone. */
const LONGEST_REST = 16;

function isOwn(one: Expiration, gap: Gap, parts: readonly Candidate[], text: Text): boolean {
  const inGap = text.slice(gap.start, gap.end);
  // At the edge of what may be read a time may go on: its zone is not known.
  if (one.end + LONGEST_REST > inGap.length && !gap.after && (text.cutBehind || gap.end < text.end)) return false;
  const before = text.slice(text.start, gap.start) + inGap.slice(0, one.start);
  const after = inGap.slice(one.end) + text.slice(gap.end, text.end);
  const place = placeOf(before, after, text.cut);
  if (place === undefined || !isNamedFor(one, place, parts)) return false;
  const sides = [
    { candidate: gap.before, between: inGap.slice(0, one.start), first: true },
    { candidate: gap.after, between: inGap.slice(one.end), first: false },
  ];
  return sides.every(({ candidate, between, first }) => {
    if (!candidate) return true;
    const lead = text.slice(text.start, candidate.start);
    const apart = separates(between, place, first ? [lead, before] : [before, lead], first);
    // An expiry that stands in one place with another credential may be that one's, unless that one never expires.
    if (isLongTermId(candidate)) return true;
    if (!parts.includes(candidate)) return apart || (place === 'flat' && /\n[ \t]*\r?\n/.test(between));
    return !apart && isCommented(lead) === isCommented(before) && (place !== 'object' || isQuoted(lead) === one.quoted);
  });
}

function isLongTermId({ role, value }: Candidate): boolean {
  return role === 'accessKeyId' && value.reveal().startsWith('AKIA');
}

/** What AWS and its tools write before the word: `aws_session_`, `x_security_token_`, `AWS_CREDENTIAL_`. */
const OWN_WORDS = /aws|amazon|amzn|sts|credentials?|creds?|session|security|token|principal|arn|temporary|temp|x/g;
/** Without these a name may speak of any session or token; the last of them tells in an object or a section only. */
const TELLING_WORDS = /aws|amazon|amzn|sts|cred/;
const SECURITY_TOKEN = /^x?securitytoken/;

/**
 * True if a name speaks of the credential: what it has beyond the words of AWS, `dev`, is what the names of the parts have.
 * Where nothing else holds the lines together it has to say more than that something expires.
 */
function isNamedFor({ prefix, plain }: Expiration, place: Place, parts: readonly Candidate[]): boolean {
  const slots = parts.flatMap(one => one.slot ?? []);
  const affix = prefix.replace(OWN_WORDS, '');
  if (affix !== '' || place === 'flat') {
    if (slots.length === 0 ? affix !== '' : !slots.some(slot => affixOf(slot) === affix)) return false;
  }
  if (TELLING_WORDS.test(prefix)) return true;
  if (place !== 'flat') return prefix === '' || affix !== '' || SECURITY_TOKEN.test(prefix);
  return prefix === '' && plain && slots.length > 0 && !slots.some(slot => TELLING_WORDS.test(slot));
}

/** True if the name before a value is in quotes. */
function isQuoted(lead: string): boolean {
  return /["']\s{0,8}(?::|=>?)\s{0,8}[\\"'`]{0,8}$/.test(lead);
}

/** Those of `all`, in order of start, that touch (from, to). */
function near(all: readonly Candidate[], from: number, to: number): Candidate[] {
  const first = firstThat(all.length, index => (all[index] as Candidate).start >= from - REACH);
  const last = firstThat(all.length, index => (all[index] as Candidate).start >= to);
  return all.slice(first, last).filter(one => one.end > from);
}
