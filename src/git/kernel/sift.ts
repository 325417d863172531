/**
 * Goes through the output of `git cat-file --batch` where it lies and passes over every object that has nothing to tell: most
 * have not. Whatever is out of the ordinary it leaves to the caller. The twin is `src/git/records.ts` with what `reading.ts`
 * does of each record.
 */
import { namesPlainly } from './commits';
import { isQuiet } from './finder';
import { find, idWidth, readHex } from './ids';
import { mayBePacked } from './packed';
import { freshTree } from './versions';

/** Why it stopped: the next record is not all here; it is to be looked at; or it is none that can be told here. */
const MORE: u32 = 0;
const LOOK: u32 = 1;
const ODD: u32 = 2;

const BLOB: u32 = 0x626f6c62;
const COMM: u32 = 0x6d6d6f63;
const TREE: u32 = 0x65657274;
const TAG: u32 = 0x20676174;
const IT: u16 = 0x7469;

const NEWLINE: u8 = 10;
const SPACE: u8 = 32;
/** Digits of a size. */
const MOST_DIGITS: usize = 10;
/** Bytes of the shortest header behind the id: ` tag 0` and its newline. */
const SHORTEST: usize = 7;

/** Where numbers stand in `state`, by their bytes. */
const STATUS: usize = 0;
const OBJECT: usize = 4;
const TYPE: usize = 8;
const BODY: usize = 12;
const SIZE: usize = 16;
const MARKED: usize = 20;
/** How many blobs, commits, tags and trees were passed over. */
const COUNTS: usize = 24;
const BYTES: usize = 40;
const ID: usize = 48;

let done: usize = 0;
let most: usize = 0;
let state: usize = 0;

/**
 * Says where things are.
 * @param doneAt of each object of the catalogue whether it is done. @param largest size of a blob that is left to the caller if it is larger.
 * @param stateAt where `sift` leaves what it has to say.
 */
export function setSift(doneAt: usize, largest: usize, stateAt: usize): void {
  done = doneAt;
  most = largest;
  state = stateAt;
}

/** Takes the records at [from, to). @returns where the first one stands that it did not pass over. */
export function sift(from: usize, to: usize): usize {
  const digits = (<usize>idWidth()) << 1;
  let at = from;
  while (true) {
    if (to - at < digits + SHORTEST) return stop(MORE, at);
    if (!readHex(at, state + ID) || load<u8>(at + digits) !== SPACE) return stop(ODD, at);
    let p = at + digits + 1;
    const word = load<u32>(p);
    let type: u32 = 0;
    if (word === BLOB || word === TREE) {
      type = word === BLOB ? 0 : 3;
      p += 4;
    } else if (word === COMM && load<u16>(p, 4) === IT) {
      type = 1;
      p += 6;
    } else if (word === TAG) {
      type = 2;
      p += 3;
    } else return stop(ODD, at);
    if (load<u8>(p) !== SPACE) return stop(ODD, at);
    p++;
    let size: usize = 0;
    let byte: u8 = 0;
    const first = p;
    for (; p < to; p++) {
      byte = load<u8>(p);
      if (byte < 48 || byte > 57) break;
      size = size * 10 + byte - 48;
      if (p - first === MOST_DIGITS - 1) return stop(ODD, at);
    }
    if (p === to) return stop(MORE, at);
    if (byte !== NEWLINE || p === first) return stop(ODD, at);
    const body = p + 1;
    if (to - body < size + 1) return stop(MORE, at);
    if (load<u8>(body + size) !== NEWLINE) return stop(ODD, at);
    const object = find(state + ID);
    if (object < 0 || load<u8>(done + <usize>object) !== 0) return stop(ODD, at);
    const marks = type === 3 ? freshTree(body, <u32>size) : isSilent(type, body, size) ? 0 : 1;
    if (marks !== 0) {
      store<u32>(state, object, OBJECT);
      store<u32>(state, type, TYPE);
      store<u32>(state, <u32>body, BODY);
      store<u32>(state, <u32>size, SIZE);
      store<i32>(state, marks, MARKED);
      return stop(LOOK, at);
    }
    store<u8>(done + <usize>object, 1);
    const count = state + COUNTS + ((<usize>type) << 2);
    store<u32>(count, load<u32>(count) + 1);
    store<f64>(state, load<f64>(state, BYTES) + <f64>size, BYTES);
    at = body + size + 1;
  }
}

function stop(status: u32, at: usize): usize {
  store<u32>(state, status, STATUS);
  return at;
}

/** True if a blob, commit or tag has nothing to tell. Of trees it knows nothing. */
function isSilent(type: u32, body: usize, size: usize): bool {
  if (type === 0) return size <= most && !mayBePacked(body, size) && isQuiet(body, body + size);
  return type === 1 && namesPlainly(body, <u32>size) && isQuiet(body, body + size);
}
