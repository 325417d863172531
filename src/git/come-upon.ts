/** Stops a listing at the first thing that was looked for. */
import { GitError } from '../errors.ts';

/**
 * True if `list` comes upon what is looked for: it says of each thing to `look` whether that is it, and is stopped at the first.
 * @throws whatever `list` throws before that.
 */
export async function comesUpon(list: (look: (isIt: boolean) => void) => Promise<unknown>): Promise<boolean> {
  let found = false;
  try {
    await list(isIt => {
      found ||= isIt;
      if (found) throw new GitError('enough was read');
    });
  } catch (error) {
    if (!found) throw error;
  }
  return found;
}
