/** Reads git's own small files without being held up: a pipe or a device in their place is not opened for long, and not read. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from '../errors.ts';

/** git's own lists of refs and the like; nothing larger is any of them. */
const MOST_BYTES = 512 << 20;

/**
 * The text of a file (latin1: one character a byte); empty if there is none.
 * @throws Error with a `code` if there is something that cannot be read, or that is no file (`EINVAL`).
 */
export async function readSmallFile(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!file) return '';
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MOST_BYTES)
      throw Object.assign(new Error('not a small file'), { code: 'EINVAL' });
    return (await file.readFile()).toString('latin1');
  } finally {
    await file.close();
  }
}
