/** Tells what is no archive, and has none behind it: of scripts, what is nothing but text. Of their deltas only what changed is looked at. */
import { namesPlainly } from './commits';
import { COMMIT } from './entry';
import { keepText, TEXT, top } from './frames';
import { CARRIER, isText, PACKED, packing } from './packed';
import { changesAreText } from './zones';

/** False of what its first bytes tell to be out of the ordinary. @param most bytes of a blob that is left to the caller if it has more. */
export function isSilentByHead(type: u32, at: usize, length: u32, most: u32): bool {
  return type === COMMIT ? namesPlainly(at, length) : length <= most && packing(at, length) !== PACKED;
}

/** True of a script that is nothing but text. */
export function isTextScript(at: usize, length: u32): bool {
  return packing(at, length) === CARRIER && isText(at, at + length);
}

/** False of a version that is whole and behind which there may be an archive. */
export function isTextWhole(type: u32, at: usize, length: u32): bool {
  if (type === COMMIT || packing(at, length) !== CARRIER) return true;
  const text = isText(at, at + length);
  keepText(text);
  return text;
}

/** The same of a child of the version on top, once its zones are listed. Of a brief one most bytes are not there. */
export function staysText(type: u32, at: usize, length: u32, brief: bool): bool {
  if (load<u32>(top, TEXT) === 0) return (!brief || packing(at, length) !== CARRIER) && isTextWhole(type, at, length);
  if (packing(at, length) !== CARRIER) return true;
  const text = changesAreText(at);
  keepText(text);
  return text;
}
