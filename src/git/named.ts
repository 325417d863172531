/**
 * Watches what stored objects name, so that completeness is known without a walk: every id that a commit, tree or tag names
 * must be stored, a submodule, or explained by the caller. It asks nothing of git.
 */
import type { ContentScan } from '../model.ts';
import type { IdFinder } from './ids.ts';
import { headerIds } from './naming.ts';
import { nameCandidates, scanTree, TreeCursor } from './tree.ts';
import { TreeVersions } from './tree-versions.ts';

export const NOTHING: ContentScan = { credentials: [], unread: [], opaque: 0 };

export class NamedIds {
  /** Named and not stored, with what it is named as; as the reader's report has them. */
  readonly absent = new Map<string, string>();
  readonly submodules = new Map<string, string>();
  readonly #stored: IdFinder | undefined;
  readonly #idBytes: number;
  readonly #versions: TreeVersions;

  /** @param stored every id of the store, or undefined if what is absent is not to be told. */
  constructor(stored: IdFinder | undefined, idBytes: number) {
    this.#stored = stored;
    this.#idBytes = idBytes;
    this.#versions = new TreeVersions(idBytes);
  }

  /** Notes the ids that the headers of a commit or tag name. */
  header(type: 'commit' | 'tag', bytes: Buffer): void {
    const stored = this.#stored;
    if (!stored) return;
    headerIds(type, bytes, (id, kind) => {
      const binary = Buffer.from(id, 'hex');
      if (binary.length !== this.#idBytes || stored.find(binary) < 0) first(this.absent, id, kind);
    });
  }

  /** Notes the ids that a tree names, and scans its names. */
  tree(bytes: Buffer): ContentScan {
    let found = false;
    const whole = this.#versions.walk(bytes, cursor => {
      found = this.#entry(bytes, cursor) || found;
    });
    if (whole && !found) return NOTHING;
    // The next version inherits nothing from one that has something to tell.
    this.#versions.forget(bytes);
    return scanTree(bytes, this.#idBytes);
  }

  /** The same for a tree of which only the entries at `offsets` are worth a look. */
  marked(bytes: Buffer, offsets: Uint32Array): ContentScan {
    const cursor = new TreeCursor(bytes, this.#idBytes);
    let found = false;
    for (const offset of offsets) {
      cursor.read(offset);
      found = this.#entry(bytes, cursor) || found;
    }
    return found ? scanTree(bytes, this.#idBytes) : NOTHING;
  }

  /** Notes the id under the cursor. @returns true if the entry's name holds a candidate. */
  #entry(bytes: Buffer, cursor: TreeCursor): boolean {
    if (cursor.isSubmodule) {
      first(
        this.submodules,
        bytes.toString('hex', cursor.idStart, cursor.end),
        bytes.toString('utf8', cursor.nameStart, cursor.nameEnd),
      );
    } else if (this.#stored && this.#stored.find(bytes, cursor.idStart) < 0) {
      first(this.absent, bytes.toString('hex', cursor.idStart, cursor.end), cursor.kind);
    }
    return nameCandidates(bytes, cursor.nameStart, cursor.nameEnd).length > 0;
  }
}

/** Keeps the first word in the alphabet, so that the order of reading does not matter. */
function first(words: Map<string, string>, id: string, word: string): void {
  const known = words.get(id);
  if (known === undefined || word < known) words.set(id, word);
}
