/** Scans one content that is at hand: find, judge, pair, and the members of an archive. */
import type { ContentScan, Credential, Found, Unread } from '../../model.ts';
import { Budget, MAX_DEPTH } from '../archive/budget.ts';
import { type Packing, packingOf, TAIL_BYTES } from '../archive/carried.ts';
import { type ArchiveKind, MAX_ARCHIVE_BYTES } from '../archive/kinds.ts';
import { type Name, openArchive } from '../archive/open.ts';
import { Opened } from '../archive/opened.ts';
import type { Workplace } from '../archive/workplace.ts';
import type { WrittenList } from '../archive/written-list.ts';
import { sourcesNamedIn, withSources } from '../grade/shadow.ts';
import { pairCandidates } from '../pair/pair.ts';
import { findAll, findInZones } from './find.ts';
import { isCandidate } from './found.ts';
import { lfsPointer } from './lfs.ts';
import { positionsOf } from './lines.ts';
import { ZONE, Zones } from './zones.ts';

/**
 * What `bytes` hold. Never throws for any bytes.
 * @param workplace where archives are opened, if there is one: it changes nothing but the time.
 */
export function scanContent(bytes: Buffer, workplace?: Workplace): ContentScan {
  const scan = scanBytes(bytes, new Budget(bytes.length), 0, workplace);
  const pointer = lfsPointer(bytes);
  return pointer === undefined ? scan : { ...scan, lfsPointer: pointer };
}

/** The same of a commit or a tag: it is no archive, whatever it begins with. */
export function scanMessage(bytes: Buffer, workplace?: Workplace): ContentScan {
  return scanText(bytes, new Budget(bytes.length), 0, workplace);
}

/**
 * The same of a content that is neither an archive nor a pointer, and in which all is found that stands there as it is.
 * @param found as `findAll` tells it.
 */
export function scanFound(bytes: Buffer, found: readonly Found[], workplace?: Workplace): ContentScan {
  return withWritten(taken(found, bytes), new Budget(bytes.length), 0, workplace);
}

/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export function isArchive(bytes: Buffer): boolean {
  return packing(bytes) !== undefined;
}

function packing(bytes: Buffer): Packing | undefined {
  return packingOf(bytes, bytes.subarray(-TAIL_BYTES));
}

function scanBytes(bytes: Buffer, budget: Budget, depth: number, workplace: Workplace | undefined): ContentScan {
  const packed = packing(bytes);
  if (packed === undefined) return scanText(bytes, budget, depth, workplace);
  const { kind, at } = packed;
  if (kind === 'closed') {
    const own = scanText(bytes, budget, depth, workplace);
    return { ...own, opaque: own.opaque + 1 };
  }
  if (depth === 0 && bytes.length > MAX_ARCHIVE_BYTES)
    return withUnread(scanText(bytes, budget, depth, workplace), TOO_LARGE);
  if (depth === MAX_DEPTH) return withUnread(scanPlain(bytes, workplace).scan, TOO_DEEP);
  const inside = new Inside(budget);
  const opened = new Opened();
  for (const held of openArchive(kind, bytes.subarray(at), budget, workplace)) {
    if (held.kind === 'opaque') inside.opaque++;
    else if (held.kind === 'bound') inside.bound(labelOf(kind, held.name), held.why);
    else {
      opened.add(at + held.from, at + held.to);
      if (held.kind === 'silent') continue;
      const inner = scanBytes(held.bytes, budget, depth + 1, workplace);
      if (inner === NOTHING) {
        held.onSilence?.();
        continue;
      }
      if (!inside.take([labelOf(kind, held.name)], inner, placedIn(held.bytes, inner.credentials))) break;
    }
  }
  opened.close();
  // The archive's own bytes (names, comments, what lies between members) are content too; its opened members were read.
  const own = scanText(bytes, budget, depth, workplace, opened);
  return joined(own, inside);
}

/** What is found in the members of one archive, or in what is written as base64. */
class Inside implements ContentScan {
  readonly credentials: Credential[] = [];
  readonly unread: Unread[] = [];
  opaque = 0;
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  bound(what: string, why: string): void {
    this.unread.push({ class: 'archive-bound', what, why });
  }

  /** Takes what one of them holds. @param placed its credentials, with their places. False if there are too many in all. */
  take(labels: readonly string[], inner: ContentScan, placed: readonly Credential[]): boolean {
    for (const one of placed) this.credentials.push({ ...one, via: [...labels, ...one.via] });
    const label = labels.join(' > ');
    for (const one of inner.unread)
      this.unread.push({ ...one, what: one.what === '' ? label : `${label} > ${one.what}` });
    this.opaque += inner.opaque;
    if (this.#budget.credentials(placed.length)) return true;
    this.unread.push({ class: 'candidate-bound', what: '', why: 'too many candidates in one archive' });
    return false;
  }
}

/** What is found in a member, with its place there and the names beside it: the member itself is gone once it is scanned. */
function placedIn(bytes: Buffer, credentials: readonly Credential[]): Credential[] {
  if (credentials.length === 0) return [];
  const positions = positionsOf(
    bytes,
    credentials.filter(one => !one.inner).map(one => one.at),
  );
  const names = sourcesNamedIn(bytes);
  return credentials.map(one => {
    const place = one.inner ?? positions.get(one.at);
    return { ...(one.inner ? one : withSources(one, names)), ...(place && { inner: place }) };
  });
}

function labelOf(kind: ArchiveKind, name: Name): string {
  const text = name();
  return text === '' ? kind : `${kind}:${text.slice(0, MOST_LABEL)}`;
}

const MOST_LABEL = 1024;
export const TOO_LARGE: Unread = {
  class: 'archive-bound',
  what: '',
  why: `an archive of more than ${MAX_ARCHIVE_BYTES >> 20} MiB is not opened`,
};
const TOO_DEEP: Unread = { class: 'archive-bound', what: '', why: `more than ${MAX_DEPTH} archives inside each other` };

export function withUnread(scan: ContentScan, unread: Unread): ContentScan {
  return { ...scan, unread: [...scan.unread, unread] };
}

const NOTHING: ContentScan = Object.freeze({ credentials: [], unread: [], opaque: 0 });

function joined(a: ContentScan, b: ContentScan): ContentScan {
  return {
    credentials: [...a.credentials, ...b.credentials],
    unread: [...a.unread, ...b.unread],
    opaque: a.opaque + b.opaque,
  };
}

/** Bytes as they stand, and what is packed and written in them as base64. @param opened of an archive, what was read otherwise. */
function scanText(
  bytes: Buffer,
  budget: Budget,
  depth: number,
  workplace: Workplace | undefined,
  opened?: Opened,
): ContentScan {
  const part = opened && { zones: opened.zones(bytes.length), wanted: (one: Found) => opened.isOwn(one) };
  return withWritten(scanPlain(bytes, workplace, part), budget, depth, workplace);
}

/** What bytes hold as they stand, and what is written in them. */
function withWritten(
  { scan, written }: Plain,
  budget: Budget,
  depth: number,
  workplace: Workplace | undefined,
): ContentScan {
  return written === undefined ? scan : joined(scan, scanWritten(written, budget, depth, workplace));
}

/** What is written as base64 in a content and is one of its own. Each stands, for a person, where its head does. */
function scanWritten(
  written: WrittenList,
  budget: Budget,
  depth: number,
  workplace: Workplace | undefined,
): ContentScan {
  const inside = new Inside(budget);
  const bound = depth === MAX_DEPTH && written.all.length > 0 ? TOO_DEEP.why : written.bound;
  if (bound !== undefined) inside.bound('', bound);
  for (const { start, digits, before } of depth === MAX_DEPTH ? [] : written.all) {
    const labels = digits.isWide ? ['utf-16', BASE64] : [BASE64];
    if (!budget.member()) {
      inside.bound(BASE64, 'too many members');
      break;
    }
    const inner =
      before === ''
        ? scanBytes(digits.bytes(), budget, depth + 1, workplace)
        : scanNamed(before, digits.bytes(), budget, depth + 1, workplace);
    const placed = inner.credentials.map(({ inner: _, ...found }) => ({ ...found, at: start, start, end: start + 1 }));
    if (!inside.take(labels, inner, placed)) break;
  }
  return inside;
}

/** Bytes with the text before them, which may name what they hold, and is of the content around. */
function scanNamed(
  before: string,
  bytes: Buffer,
  budget: Budget,
  depth: number,
  workplace: Workplace | undefined,
): ContentScan {
  const from = before.length;
  const all = Buffer.concat([Buffer.from(before, 'latin1'), bytes]);
  const { scan, written } = scanPlain(all, workplace, { wanted: one => isCandidate(one) || one.start >= from });
  const own = { ...scan, credentials: scan.credentials.filter(one => one.end > from) };
  return withWritten({ scan: own, written }, budget, depth, workplace);
}

const BASE64 = 'base64';

/** What bytes hold as they stand, and what is packed in them, if there is something. */
interface Plain {
  readonly scan: ContentScan;
  readonly written: WrittenList | undefined;
}

const QUIET: Plain = { scan: NOTHING, written: undefined };

/** What of some bytes is wanted: what touches these zones, if there are some, and is not refused. */
interface Wanted {
  readonly zones?: Int32Array;
  readonly wanted: (found: Found) => boolean;
}

/** Bytes as they stand. @param part if not all that they hold is wanted. */
function scanPlain(bytes: Buffer, workplace?: Workplace, part?: Wanted): Plain {
  // To look at some zones costs less than to copy all of it.
  const held = part?.zones === undefined ? workplace?.hold(bytes) : undefined;
  if (held === undefined) return scanHeld(bytes, workplace, part);
  try {
    return scanHeld(held, workplace, part);
  } finally {
    workplace?.release(held);
  }
}

function scanHeld(bytes: Buffer, workplace: Workplace | undefined, part: Wanted | undefined): Plain {
  const marks = workplace?.marks(bytes, part?.zones) ?? part?.zones;
  // Nearly every content of a repository ends here, or else below.
  if (marks?.length === 0) return QUIET;
  const scout = (some: Buffer) => workplace?.scout(some);
  if (bytes.length <= ZONE)
    return taken(marks ? findInZones(bytes, marks, scout(bytes)) : findAll(bytes), bytes, part?.wanted);
  const zones = new Zones(part?.wanted);
  zones.whole(bytes, marks, scout);
  return told(zones);
}

/** What a content holds in which this was found. */
function taken(found: readonly Found[], bytes: Buffer, wanted?: Wanted['wanted']): Plain {
  if (found.length === 0) return QUIET;
  const zones = new Zones(wanted);
  zones.takeAll(found, bytes);
  return told(zones);
}

function told(zones: Zones): Plain {
  return { scan: judged(zones), written: zones.written.all.length === 0 ? undefined : zones.written };
}

/** What a content of `length` bytes holds that was looked at zone by zone. */
export function scanZones(zones: Zones, length: number): ContentScan {
  return joined(judged(zones), scanWritten(zones.written, new Budget(length), 0, undefined));
}

function judged({ candidates, kept, bound }: Zones): ContentScan {
  return {
    credentials: candidates.length === 0 ? [] : pairCandidates(candidates, kept),
    unread: bound === undefined ? [] : [{ class: 'candidate-bound', what: '', why: bound }],
    opaque: 0,
  };
}
