/**
 * Scans versions of contents (blobs, commits, tags): candidates in the dirty zones are looked for, the others inherited. It
 * tells exactly what `scanContent` tells of the same bytes.
 */

import { mayBeArchive } from '../../detect/archive/kinds.ts';
import type { Workplace } from '../../detect/archive/workplace.ts';
import { byPlace } from '../../detect/find/collect.ts';
import { isArchive, scanContent, scanFound, scanMessage } from '../../detect/find/content.ts';
import { findAll, findInZones, type Scout } from '../../detect/find/find.ts';
import { isCandidate, isWritten } from '../../detect/find/found.ts';
import { pairCandidates } from '../../detect/pair/pair.ts';
import type { ContentScan, Credential, Found } from '../../model.ts';
import { treeScan } from '../tree.ts';
import type { Copies } from './delta.ts';
import { NOTHING, type Version } from './version.ts';
import { findZones, inherit, Zones } from './zones.ts';

/** A version in which more is found is scanned whole, and so is every delta of it: `scanContent` has a bound of its own. */
const MOST_FOUND = 10_000;

/** No Git LFS pointer is longer (its specification: less than 1024 bytes). */
const LONGEST_POINTER = 1024;

/** A `v`. */
const POINTER_BYTE = 0x76;

const zones = new Zones();

/** Finds the candidates of a version that is no delta. */
export function findWhole(version: Version): void {
  keep(version, findAll(version.bytes));
}

/** Finds the candidates of a version of which only the marked zones are worth a look: they touch, or have no candidate between them. */
export function findMarked(version: Version, marks: Int32Array, scout: Scout): void {
  keep(version, findInZones(version.bytes, marks, scout));
}

/**
 * Finds the candidates of a version that is made of `base` by `copies`.
 * @param marks starts and ends of the zones that are worth a look, of those that `copies` makes; all of them if there are none.
 */
export function findChanged(version: Version, base: Version, copies: Copies, marks?: Int32Array, scout?: Scout): void {
  if (base.found === undefined) {
    findWhole(version);
    return;
  }
  findZones(copies, zones);
  const { bytes } = version;
  const found = findInZones(bytes, marks ?? zonesAsMarks(), scout);
  if (base.found.length === 0) {
    if (found.length > 0) keep(version, found);
    return;
  }
  const inherited = base.found.flatMap(one => places(one, copies));
  if (found.length === 0 && inherited.length === base.found.length) {
    version.credentials = inheritedCredentials(base, copies);
  }
  // Copies may come in any order, and one candidate by several.
  keep(version, inherited.concat(found).sort(byPlace));
}

function zonesAsMarks(): Int32Array {
  const marks = new Int32Array(2 * zones.count);
  for (let i = 0; i < zones.count; i++) {
    marks[2 * i] = zones.start[i]!;
    marks[2 * i + 1] = zones.end[i]!;
  }
  return marks;
}

function keep(version: Version, found: readonly Found[]): void {
  version.found = found.length > MOST_FOUND ? undefined : found;
}

/** What is told of a version of which it is known what was found; undefined if there is nothing to tell. @param workplace see `scanContent`. */
export function tell(version: Version, workplace: Workplace | undefined): ContentScan | undefined {
  const { found } = version;
  if (found?.length === 0 && (version.type !== 'blob' || !mayBePacked(version))) return undefined;
  const { bytes } = version;
  if (version.type === 'tree') return treeScan(bytes, (found ?? []).filter(isCandidate));
  const scan = scanOf(version, bytes, workplace);
  const silent = scan.credentials.length + scan.unread.length + scan.opaque === 0 && scan.lfsPointer === undefined;
  return silent ? undefined : scan;
}

function scanOf(version: Version, bytes: Buffer, workplace: Workplace | undefined): ContentScan {
  const { found, type } = version;
  if (type === 'blob' && (found === undefined || isArchive(bytes) || mayBePointer(bytes)))
    return scanContent(bytes, workplace);
  if (found === undefined) return scanMessage(bytes, workplace);
  if (found.some(isWritten)) return scanFound(bytes, found, workplace);
  return { credentials: credentialsOf(version, found), unread: NOTHING, opaque: 0 };
}

function credentialsOf(version: Version, found: readonly Found[]): readonly Credential[] {
  if (found.length === 0) return NOTHING;
  const { bytes } = version;
  version.credentials ??= pairCandidates(found.filter(isCandidate), {
    length: bytes.length,
    slice: (start, end) => bytes.subarray(Math.max(0, start), Math.min(bytes.length, end)),
  });
  return version.credentials;
}

/** False if a few bytes tell that a blob is no archive and no Git LFS pointer: nearly always. */
function mayBePacked({ memory, at, length }: Version): boolean {
  return memory[at] === POINTER_BYTE || mayBeArchive(memory, at, length);
}

function mayBePointer(bytes: Buffer): boolean {
  return bytes.length < LONGEST_POINTER && bytes[0] === POINTER_BYTE && bytes.toString('latin1', 0, 8) === 'version ';
}

/** What was found, at each place where a copy brings it whole, with all that it depends on. */
function places(one: Found, copies: Copies): Found[] {
  const found: Found[] = [];
  const { start, end } = one;
  inherit(copies, start, end, shift => {
    // What touches a zone was looked for there.
    if (!zones.touch(start + shift, end + shift)) found.push(shift === 0 ? one : moved(one, shift));
  });
  return found;
}

/** The credentials of the base, if everything that pairing may have read lies in one copy. All of its candidates are inherited. */
function inheritedCredentials(base: Version, copies: Copies): readonly Credential[] | undefined {
  const { found, credentials } = base;
  if (found === undefined || found.length === 0 || credentials === undefined) return undefined;
  const last = found.reduce((most, one) => Math.max(most, one.end), 0);
  let shift: number | undefined;
  inherit(copies, found[0]!.start, last, by => {
    shift ??= by;
  });
  if (shift === undefined || shift === 0) return shift === 0 ? credentials : undefined;
  const by = shift;
  return credentials.map(one => ({
    ...one,
    parts: Object.fromEntries(Object.entries(one.parts).map(([role, part]) => [role, moved(part, by)])),
    start: one.start + by,
    end: one.end + by,
    at: one.at + by,
  }));
}

function moved<T extends Found>(one: T, shift: number): T {
  return { ...one, start: one.start + shift, end: one.end + shift };
}
