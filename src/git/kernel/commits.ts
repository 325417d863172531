/** The ids that commits name: `tree ID LF`, then `parent ID LF` lines (the twin is `src/git/naming.ts`). */
import { IN_PARENT_LINE, IN_TREE_LINE, idWidth, isNamed, readHex } from './ids';
import { MARKS } from './memory';

const TREE: u32 = 0x65657274;
const PARE: u32 = 0x65726170;
const NT: u16 = 0x746e;
const AUTH: u32 = 0x68747561;

/** True if the commit's headers are as git writes them, and nothing has to be said of the objects that they name. */
export function namesPlainly(commit: usize, length: u32): bool {
  const digits = idWidth() << 1;
  const end = commit + length;
  if (length < 5 + digits + 1 || load<u32>(commit) !== TREE || load<u8>(commit, 4) !== 32) return false;
  let at = commit + 5;
  let kind = IN_TREE_LINE;
  while (true) {
    if (at + digits >= end || load<u8>(at + digits) !== 10 || !isNamedHex(at, kind)) return false;
    at += digits + 1;
    if (at + 7 >= end) return false;
    if (load<u32>(at) === AUTH) return true;
    if (load<u32>(at) !== PARE || load<u16>(at, 4) !== NT || load<u8>(at, 6) !== 32) return false;
    at += 7;
    kind = IN_PARENT_LINE;
  }
}

function isNamedHex(at: usize, kind: u32): bool {
  return readHex(at, MARKS) && isNamed(MARKS, kind);
}
