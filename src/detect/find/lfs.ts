/** Recognises Git LFS pointers: the small text files that stand in git for content that is kept elsewhere. */

/** A pointer is at most this long (Git LFS specification, docs/spec.md: "Pointer files must be less than 1024 bytes"). */
const POINTER_BYTES = 1024;
const V = 0x76;
/** The names of the format that git-lfs takes, with those from before it had its own, and the ends of lines that it takes. */
const VERSION = /^version (?:https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v1|http:\/\/git-media\.io\/v\/2)\r?\n/;

/** The SHA-256 object id (hexadecimal) that a pointer names, or undefined if `bytes` are no pointer. */
export function lfsPointer(bytes: Buffer): string | undefined {
  if (bytes.length >= POINTER_BYTES || bytes[0] !== V) return undefined;
  const text = bytes.toString('latin1');
  return VERSION.test(text) ? /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1] : undefined;
}
