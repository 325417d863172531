/**
 * Scans one content whole: find, judge, pair, and the members of an archive. The same bytes give the same result in
 * whatever pieces they arrive.
 */
import type { Candidate, ContentScan, Credential, Unread } from '../../model.ts';
import { Budget, MAX_DEPTH } from '../archive/budget.ts';
import { type Packing, packingOf, TAIL_BYTES } from '../archive/carried.ts';
import { Ends } from '../archive/ends.ts';
import { type ArchiveKind, archiveKind, MAGIC_BYTES, MAX_ARCHIVE_BYTES } from '../archive/kinds.ts';
import { type Name, openArchive } from '../archive/open.ts';
import { Opened } from '../archive/opened.ts';
import type { Workplace } from '../archive/workplace.ts';
import { sourcesNamedIn, withSources } from '../grade/shadow.ts';
import { pairCandidates } from '../pair/pair.ts';
import { findCandidates, findInZones } from './find.ts';
import { lfsPointer } from './lfs.ts';
import { type Position, positionsOf } from './lines.ts';
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

/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export function isArchive(bytes: Buffer): boolean {
  return packing(bytes) !== undefined;
}

function packing(bytes: Buffer): Packing | undefined {
  return packingOf(bytes, bytes.subarray(-TAIL_BYTES));
}

function scanBytes(bytes: Buffer, budget: Budget, depth: number, workplace: Workplace | undefined): ContentScan {
  const packed = packing(bytes);
  if (packed === undefined) return scanPlain(bytes, workplace);
  const { kind, at } = packed;
  if (kind === 'closed') return { ...scanPlain(bytes, workplace), opaque: 1 };
  if (depth === 0 && bytes.length > MAX_ARCHIVE_BYTES) return withUnread(scanPlain(bytes, workplace), TOO_LARGE);
  if (depth === MAX_DEPTH) return withUnread(scanPlain(bytes, workplace), TOO_DEEP);
  const credentials: Credential[] = [];
  const unread: Unread[] = [];
  const opened = new Opened();
  let opaque = 0;
  for (const held of openArchive(kind, bytes.subarray(at), budget, workplace)) {
    if (held.kind === 'opaque') opaque++;
    else if (held.kind === 'bound')
      unread.push({ class: 'archive-bound', what: labelOf(kind, held.name), why: held.why });
    else {
      opened.add(at + held.from, at + held.to);
      if (held.kind === 'silent') continue;
      const inner = scanBytes(held.bytes, budget, depth + 1, workplace);
      if (inner === NOTHING) {
        held.onSilence?.();
        continue;
      }
      const label = labelOf(kind, held.name);
      for (const one of placedIn(held.bytes, inner.credentials)) credentials.push({ ...one, via: [label, ...one.via] });
      for (const one of inner.unread) unread.push({ ...one, what: one.what === '' ? label : `${label} > ${one.what}` });
      opaque += inner.opaque;
      if (!budget.credentials(inner.credentials.length)) {
        unread.push({ class: 'candidate-bound', what: '', why: 'too many candidates in one archive' });
        break;
      }
    }
  }
  opened.close();
  // The archive's own bytes (names, comments, what lies between members) are content too; its opened members were read.
  const own = scanPlain(bytes, workplace, opened);
  return { credentials: [...own.credentials, ...credentials], unread: [...own.unread, ...unread], opaque };
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
const TOO_LARGE: Unread = {
  class: 'archive-bound',
  what: '',
  why: `an archive of more than ${MAX_ARCHIVE_BYTES >> 20} MiB is not opened`,
};
const TOO_DEEP: Unread = { class: 'archive-bound', what: '', why: `more than ${MAX_DEPTH} archives inside each other` };

function withUnread(scan: ContentScan, unread: Unread): ContentScan {
  return { ...scan, unread: [...scan.unread, unread] };
}

const NOTHING: ContentScan = Object.freeze({ credentials: [], unread: [], opaque: 0 });

/** Bytes as they stand. @param opened of an archive, what was read otherwise. */
function scanPlain(bytes: Buffer, workplace?: Workplace, opened?: Opened): ContentScan {
  const own = opened?.zones(bytes.length);
  const marks = workplace?.marks(bytes, own) ?? own;
  // Nearly every content of a repository ends here, or else below.
  if (marks?.length === 0) return NOTHING;
  let candidates: readonly Candidate[] | undefined;
  if (bytes.length <= ZONE)
    candidates = marks ? findInZones(bytes, marks, workplace?.scout(bytes)) : findCandidates(bytes);
  if (candidates?.length === 0) return NOTHING;
  const zones = new Zones(opened && (one => opened.isOwn(one)));
  if (candidates) zones.takeAll(candidates, bytes);
  else zones.whole(bytes, marks);
  return judged(zones);
}

function judged({ candidates, kept, bound }: Zones): ContentScan {
  return {
    credentials: candidates.length === 0 ? [] : pairCandidates(candidates, kept),
    unread: bound === undefined ? [] : [{ class: 'candidate-bound', what: '', why: bound }],
    opaque: 0,
  };
}

/** Any content of up to this many bytes is held whole; a longer one only if it may be an archive. */
const HOLD_BYTES = ZONE;

/** Scans a content that arrives in pieces, in bounded memory: `MAX_ARCHIVE_BYTES` for what may be an archive, little else. */
export class ContentStream {
  readonly #expected: number;
  #held: Buffer;
  #limit = HOLD_BYTES;
  #length = 0;
  /** These take over once the content is too long to be held. */
  #zones: Zones | undefined;
  #ends: Ends | undefined;
  #positions: ReadonlyMap<number, Position> = new Map();

  /** @param expectedBytes the content's length, if known. It saves memory, and nothing depends on its being true. */
  constructor(expectedBytes = 0) {
    this.#expected = expectedBytes;
    this.#held = Buffer.allocUnsafe(Math.min(expectedBytes, HOLD_BYTES));
  }

  /** Takes the next piece. It may be reused by the caller afterwards. */
  push(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0) {
      if (this.#zones) {
        this.#zones.push(rest);
        this.#ends?.push(rest);
        return;
      }
      const taken = rest.subarray(0, this.#limit - this.#length);
      this.#hold(taken);
      rest = rest.subarray(taken.length);
      if (rest.length > 0) this.#outgrow();
    }
  }

  /** Says that the content is whole, and what it holds. */
  end(): ContentScan {
    if (!this.#zones) {
      const bytes = this.#held.subarray(0, this.#length);
      const scan = scanContent(bytes);
      this.#positions = positionsOf(
        bytes,
        scan.credentials.map(one => one.at),
      );
      const names = scan.credentials.length === 0 ? [] : sourcesNamedIn(bytes);
      this.#held = Buffer.alloc(0);
      return { ...scan, credentials: scan.credentials.map(one => withSources(one, names)) };
    }
    this.#zones.end();
    this.#positions = this.#zones.positions;
    const scan = judged(this.#zones);
    const packed = this.#ends?.packing;
    if (packed === undefined) return scan;
    return packed.kind === 'closed' ? { ...scan, opaque: 1 } : withUnread(scan, TOO_LARGE);
  }

  /** After `end`: where in the content a credential's leading part starts. One in an archive carries its own place. */
  positionOf(credential: Credential): Position {
    return credential.inner ?? this.#positions.get(credential.at) ?? { line: 1, column: credential.at + 1 };
  }

  #hold(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(length, this.#expected, this.#held.length * 2)));
      this.#held.copy(grown, 0, 0, this.#length);
      this.#held = grown;
    }
    piece.copy(this.#held, this.#length);
    this.#length = length;
  }

  /** The limit is reached and there is more. */
  #outgrow(): void {
    const held = this.#held.subarray(0, this.#length);
    const kind = archiveKind(held.subarray(0, MAGIC_BYTES));
    const mayBeOpened = kind !== undefined && kind !== 'closed';
    if (mayBeOpened && this.#limit < MAX_ARCHIVE_BYTES) {
      this.#limit = MAX_ARCHIVE_BYTES;
      return;
    }
    this.#zones = new Zones();
    this.#zones.push(held);
    this.#ends = new Ends(held);
    this.#held = Buffer.alloc(0);
  }
}
