/** Knows which folders below a root are folders all the way down, with no link between. Each is looked at once. */
import { lstat } from 'node:fs/promises';
import { codeOf } from '../errors.ts';

/** True for a path that is absolute, or has a part that is empty, `.` or `..`. */
export function leadsOut(path: Buffer): boolean {
  return /^\/|(?:^|\/)(?:\.\.?)?(?:\/|$)/.test(path.toString('latin1'));
}

export class RealFolders {
  /** The root as bytes, with a slash at its end. */
  readonly root: Buffer;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(root: string) {
    this.root = Buffer.from(root.endsWith('/') ? root : `${root}/`);
  }

  /** True if `path` (relative to the root; empty for the root) is a folder, and so is everything above it up to the root. */
  has(path: Buffer): Promise<boolean> {
    const key = path.toString('latin1');
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#look(path);
      this.#known.set(key, answer);
    }
    return answer;
  }

  async #look(path: Buffer): Promise<boolean> {
    if (path.length > 0 && !(await this.has(path.subarray(0, Math.max(0, path.lastIndexOf('/')))))) return false;
    try {
      return (await lstat(Buffer.concat([this.root, path]))).isDirectory();
    } catch (error) {
      // A folder that may not be looked at: opening the file in it will say so, with its name.
      return codeOf(error) === 'EACCES';
    }
  }
}
