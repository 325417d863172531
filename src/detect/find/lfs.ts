/** Recognises Git LFS pointers: the small text files that stand in git for content that is kept elsewhere. */

/** A pointer is at most this long (Git LFS specification, docs/spec.md: "Pointer files must be less than 1024 bytes"). */
const POINTER_BYTES = 1024;
const VERSION = Buffer.from('version https://git-lfs.github.com/spec/v1\n');

/** The SHA-256 object id (hexadecimal) that a pointer names, or undefined if `bytes` are no pointer. */
export function lfsPointer(bytes: Buffer): string | undefined {
  if (bytes.length >= POINTER_BYTES || bytes.length < VERSION.length || bytes[0] !== VERSION[0]) return undefined;
  if (VERSION.compare(bytes, 0, VERSION.length) !== 0) return undefined;
  return /^oid sha256:([0-9a-f]{64})$/m.exec(bytes.toString('latin1'))?.[1];
}
