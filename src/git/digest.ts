/**
 * One value for all that git's answers about history depend on: packs, loose objects, refs, HEADs, reflogs, indexes, the
 * shallow edge and the configuration, of the repository, its linked working trees and its alternates. It asks nothing of git.
 */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';
import { objectFolders } from './store.ts';

/** What of a git directory counts (gitrepository-layout). Files are read, folders with all that is in them. */
const WATCHED =
  /^(?:HEAD|packed-refs|refs|reftable|logs|index|sharedindex\..*|shallow|config|config\.worktree|worktrees)$/;

/** Folders of an object store: packs, what is known of them, and loose objects. */
const STORED = /^(?:pack|info|[0-9a-f]{2})$/;

/**
 * The digest of a repository as it is now. Two that are alike mean that git answers alike.
 * @returns undefined if something is there that cannot be read, or is no plain file.
 */
export async function repositoryDigest(repo: Repository): Promise<string | undefined> {
  const lines: string[] = [repo.gitDir, repo.commonDir, repo.gitVersion];
  try {
    await addStore(repo, lines);
    await addFiles(repo.commonDir, lines, WATCHED);
    if (repo.gitDir !== repo.commonDir) await addFiles(repo.gitDir, lines, WATCHED);
  } catch {
    return undefined; // Then nothing is remembered, and what is remembered is not asked for.
  }
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

async function addStore(repo: Repository, lines: string[]): Promise<void> {
  const unread: Unread[] = [];
  for (const folder of await objectFolders(repo.objectFolders, unread)) {
    const parts = readdirSync(folder).filter(name => STORED.test(name));
    for (const part of parts.sort()) addIdentities(join(folder, part), lines);
  }
  if (unread.length > 0) throw new Error('the store cannot be listed');
}

/** Names and identities of the files of a folder: of objects git never changes one. */
function addIdentities(folder: string, lines: string[]): void {
  lines.push(folder);
  for (const name of readdirSync(folder).sort()) {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(join(folder, name), { bigint: true });
    lines.push(`${name} ${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`);
  }
}

/** Names and contents of the files at or below `folder`; at the top only of those that `watched` tells. */
async function addFiles(folder: string, lines: string[], watched?: RegExp): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (watched?.test(entry.name) === false) continue;
    if (entry.isDirectory()) await addFiles(path, lines);
    else if (entry.isFile()) lines.push(path, digestOf(Buffer.from(await readSmallFile(path), 'latin1')));
    else throw new Error('not a plain file');
  }
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
