/** Text from a repository for a terminal or a log: one line, no control characters, nothing that hides or reorders. */
import { visible } from './invisible.ts';

/** `text` as it may be written to a terminal. It cannot end the line, move the cursor, colour, or reorder what follows. */
export function forTerminal(text: string): string {
  return visible(text);
}
