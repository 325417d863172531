/** Reads the headers of pack entries (gitformat-pack, "Pack file entry"). It inflates nothing. */
import { OFS_DELTA, REF_DELTA } from './catalogue.ts';

/** The header of one entry. */
export interface EntryHead {
  type: number;
  /** Inflated bytes of the entry itself: of a delta, the delta's. */
  size: number;
  /** Bytes from the entry's start to its zlib stream. */
  length: number;
  /** Of an OFS delta: how far before this entry its base starts. */
  distance: number;
}

/** No header is longer: a type, a size of ten bytes, and an offset or an id. */
export const LONGEST_HEAD = 64;

/** Reads the header in bytes[at, end) into `head`. False if it is cut or its type unknown. */
export function readHead(bytes: Uint8Array, at: number, end: number, idBytes: number, head: EntryHead): boolean {
  let p = at;
  let byte = bytes[p++]!;
  head.type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let scale = 16; byte & 128; scale *= 128) {
    if (p >= end || scale > 2 ** 49) return false;
    byte = bytes[p++]!;
    size += (byte & 127) * scale;
  }
  head.size = size;
  head.distance = 0;
  if (head.type === OFS_DELTA) {
    if (p >= end) return false;
    byte = bytes[p++]!;
    let distance = byte & 127;
    while (byte & 128) {
      if (p >= end || distance > 2 ** 45) return false;
      byte = bytes[p++]!;
      distance = (distance + 1) * 128 + (byte & 127);
    }
    head.distance = distance;
  } else if (head.type === REF_DELTA) p += idBytes;
  head.length = p - at;
  return p < end && head.type !== 0 && head.type !== 5;
}
