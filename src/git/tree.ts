/**
 * Tree objects: where their entries stand, and what their names hold. An entry is `mode SP name NUL id`
 * (git's gitformat-pack and "Git Objects" in the book). Both readers of stored objects go through here, so that they agree.
 */
import { createHash } from 'node:crypto';
import { findCandidates } from '../detect/find/find.ts';
import { pairCandidates } from '../detect/pair/pair.ts';
import type { Candidate, ContentScan, Credential } from '../model.ts';

/** A name shorter than this cannot hold a credential: the shortest, a key id, has 20 characters; encoded ones have more. */
export const SHORTEST = 20;

/** The id of the tree without an entry, which git knows everywhere. */
export function treeOfNothing(idBytes: 20 | 32): string {
  return createHash(idBytes === 32 ? 'sha256' : 'sha1')
    .update('tree 0\0')
    .digest('hex');
}

/** Walks the entries of one tree without making an object for each. */
export class TreeCursor {
  mode = 0;
  nameStart = 0;
  nameEnd = 0;
  idStart = 0;
  end = 0;
  /** Where the tree ends, if that is before its bytes do. */
  limit: number;
  readonly #tree: Uint8Array;
  readonly #idBytes: number;

  /** @param idBytes length of an object id: 20, or 32 in a SHA-256 repository. */
  constructor(tree: Uint8Array, idBytes: number) {
    this.#tree = tree;
    this.#idBytes = idBytes;
    this.limit = tree.length;
  }

  /** Reads the entry that starts at `at`. False if there is no whole entry there: the end, or a malformed tree. */
  read(at: number): boolean {
    const tree = this.#tree;
    const length = this.limit;
    let mode = 0;
    let i = at;
    for (; i < length; i++) {
      const byte = tree[i]!;
      if (byte === 32) break;
      if (byte < 48 || byte > 55) return false;
      mode = mode * 8 + byte - 48;
    }
    if (i === at || i === length) return false;
    const nameStart = ++i;
    while (i < length && tree[i] !== 0) i++;
    if (i + 1 + this.#idBytes > length) return false;
    this.mode = mode;
    this.nameStart = nameStart;
    this.nameEnd = i;
    this.idStart = i + 1;
    this.end = i + 1 + this.#idBytes;
    return true;
  }

  /** True if the entry is a submodule: it names a commit of another repository (mode 160000). */
  get isSubmodule(): boolean {
    return (this.mode & 0o170000) === 0o160000;
  }

  /** What the entry names: a `tree`, or a `blob`. */
  get kind(): 'tree' | 'blob' {
    return (this.mode & 0o170000) === 0o40000 ? 'tree' : 'blob';
  }
}

/** The candidates of one name in a tree, judged as a content of its own; offsets are those in the tree. */
export function nameCandidates(tree: Buffer, nameStart: number, nameEnd: number): Candidate[] {
  if (nameEnd - nameStart < SHORTEST) return [];
  const found = findCandidates(tree.subarray(nameStart, nameEnd));
  return found.map(one => ({ ...one, start: one.start + nameStart, end: one.end + nameStart }));
}

/** What is told of a tree whose names hold `candidates`: each is a credential of its own, since names lie in no order. */
export function treeScan(tree: Buffer, candidates: readonly Candidate[]): ContentScan {
  const source = {
    length: tree.length,
    slice: (start: number, end: number) => tree.subarray(Math.max(0, start), Math.min(tree.length, end)),
  };
  const credentials: Credential[] = candidates.flatMap(one => pairCandidates([one], source));
  return { credentials, unread: [], opaque: 0 };
}

/** Scans the names of a whole tree. What follows the last whole entry of a malformed tree is judged as one name. */
export function scanTree(tree: Buffer, idBytes: number): ContentScan {
  const cursor = new TreeCursor(tree, idBytes);
  const candidates: Candidate[] = [];
  let at = 0;
  for (; cursor.read(at); at = cursor.end) candidates.push(...nameCandidates(tree, cursor.nameStart, cursor.nameEnd));
  if (at < tree.length) candidates.push(...nameCandidates(tree, at, tree.length));
  return treeScan(tree, candidates);
}
