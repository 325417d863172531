/**
 * git holds what is pushed in quarantine until the hooks of the receiving side agree: in a folder of objects below the
 * repository's own, which nothing but the environment names (git-receive-pack, "Quarantine Environment").
 */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Unread } from '../model.ts';

export interface Quarantine {
  /** Absolute, or as the environment has it if it leads nowhere. */
  readonly folder: string;
  /**
   * True if it is one that git makes inside the object folder of the repository. Any other is not read: the environment is
   * not to say where a repository keeps its objects.
   */
  readonly own: boolean;
}

/** git's own names: the second before 2.35. */
const NAME = /^(?:tmp_objdir-incoming|incoming)-[^/]+$/;

/** The quarantine that git names to the hook in which this runs, seen from the repository at `commonDir`; undefined outside of one. */
export async function quarantineOf(commonDir: string): Promise<Quarantine | undefined> {
  const named = process.env.GIT_QUARANTINE_PATH;
  if (named === undefined || named === '') return undefined;
  const [folder, objects] = await Promise.all([named, join(commonDir, 'objects')].map(realOrAsNamed));
  return { folder: folder!, own: NAME.test(basename(folder!)) && dirname(folder!) === objects };
}

/**
 * What of a push was not judged.
 * @param unreached true if what no ref reaches was read, and counts.
 */
export function unjudgedOf({ folder, own }: Quarantine, unreached: boolean): Unread[] {
  const judge = 'scan each push by `keysift range OLD..NEW`, as the hook is told them';
  if (own && unreached) return [];
  if (own) return [{ class: 'git', what: 'the objects of a push', why: `no ref reaches them yet: ${judge}` }];
  const why =
    'GIT_QUARANTINE_PATH names it, and it lies outside the object folder of this repository: what is pushed there was not read';
  return [{ class: 'git', what: folder, why }];
}

function realOrAsNamed(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
