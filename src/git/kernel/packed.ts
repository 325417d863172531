/** Tells quickly what is no archive and no Git LFS pointer: see `src/detect/archive/kinds.ts` and `src/detect/find/lfs.ts`, the twins. */
import { FIRSTS } from './tables';

const CARRIER: u8 = 2;
const USTA: u32 = 0x61747375;
const USTAR_AT: usize = 257;
const VERS: u32 = 0x73726576;
const END_OF_DIRECTORY: u32 = 0x06054b50;
const END_OF_DIRECTORY_BYTES: usize = 22;

/** False if a few bytes of a blob tell that it is neither: nearly always. Looks at its first and last ones. */
export function mayBePacked(body: usize, size: usize): bool {
  if (size < 2) return false;
  if (size > USTAR_AT && load<u32>(body, USTAR_AT) === USTA) return true;
  const kind = load<u8>(FIRSTS + (((<usize>load<u8>(body)) << 8) | <usize>load<u8>(body, 1)));
  if (kind === CARRIER) {
    return size >= END_OF_DIRECTORY_BYTES && load<u32>(body + size - END_OF_DIRECTORY_BYTES) === END_OF_DIRECTORY;
  }
  return kind !== 0 || load<u32>(body) === VERS;
}
