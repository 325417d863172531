/** Knows the anchors of all detectors by two of their bytes, so that the hot loop asks one table for each run. */
import { detectors } from './detectors/index.ts';

/** Between a name and its value stand at most so many separators, where the name is an anchor. */
const MOST_SEPARATORS = 12;

/** Anchors by the pair of bytes that they begin (end) with, and whether there is one for a pair. */
const ANCHORS_BY_HEAD = new Map<number, Buffer[]>();
const ANCHORS_BY_TAIL = new Map<number, Buffer[]>();
const IS_HEAD = new Uint8Array(65_536);
const IS_TAIL = new Uint8Array(65_536);
for (const anchor of detectors.flatMap(one => one.anchors).map(one => Buffer.from(one, 'latin1'))) {
  const head = pairAt(anchor, 0);
  const tail = pairAt(anchor, anchor.length - 2);
  ANCHORS_BY_HEAD.set(head, [...(ANCHORS_BY_HEAD.get(head) ?? []), anchor]);
  ANCHORS_BY_TAIL.set(tail, [...(ANCHORS_BY_TAIL.get(tail) ?? []), anchor]);
  IS_HEAD[head] = 1;
  IS_TAIL[tail] = 1;
}

/** True if an anchor begins at the run, ends right before it, or is the name of what is there. */
export function isAnchored(bytes: Buffer, start: number): boolean {
  const head = pairAt(bytes, start);
  if (IS_HEAD[head] === 1 && ANCHORS_BY_HEAD.get(head)?.some(one => standsAt(bytes, start, one))) return true;
  if (start < 4) return false;
  if (endsWithAnchor(bytes, start)) return true;
  let at = start;
  const least = Math.max(4, start - MOST_SEPARATORS);
  while (at > least && isSeparator(bytes[at - 1] as number)) at--;
  return at < start && endsWithAnchor(bytes, at);
}

function endsWithAnchor(bytes: Buffer, end: number): boolean {
  const tail = pairAt(bytes, end - 2);
  if (IS_TAIL[tail] === 0) return false;
  return ANCHORS_BY_TAIL.get(tail)?.some(one => standsAt(bytes, end - one.length, one)) ?? false;
}

function standsAt(bytes: Buffer, at: number, anchor: Buffer): boolean {
  if (at < 0) return false;
  for (let i = 0; i < anchor.length; i++) if (bytes[at + i] !== anchor[i]) return false;
  return true;
}

function pairAt(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

function isSeparator(byte: number): boolean {
  return (
    byte === 0x20 ||
    byte === 0x22 ||
    byte === 0x27 ||
    byte === 0x3d ||
    byte === 0x3a ||
    byte === 9 ||
    byte === 0x3e ||
    byte === 0x5c ||
    byte === 10 ||
    byte === 13
  );
}
