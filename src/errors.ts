/** The three ways in which keysift fails on purpose. Anything else that is thrown is a bug and keeps its stack. */
import type { UnreadClass } from './model.ts';

/** The request itself is wrong. The message is one line and says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** git could not be run, or failed. `detail` is what it wrote to stderr, already cut to a sane length. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly detail: string;

  constructor(message: string, detail = '') {
    super(message);
    this.detail = detail;
  }
}

/** Something in scope could not be read, and the scan cannot go on past it. */
export class Incomplete extends Error {
  override readonly name = 'Incomplete';
  readonly class: UnreadClass;

  constructor(message: string, unreadClass: UnreadClass) {
    super(message);
    this.class = unreadClass;
  }
}

/** What `codeOf` calls an error that has no code. */
export const UNKNOWN_CODE = 'unknown error';

/** What the system calls an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : UNKNOWN_CODE;
}

/** One line for a person. A bug is named as one, without content of the scanned files. */
export function explain(error: unknown): string {
  if (error instanceof GitError) {
    const detail = error.detail.trim().replace(/\s*\n\s*/g, '; ');
    return detail === '' ? error.message : `${error.message}: ${detail}`;
  }
  if (error instanceof UsageError || error instanceof Incomplete) return error.message;
  if (error instanceof Error) return `internal error: ${error.name} at ${firstFrame(error)}; please report it`;
  return 'internal error: something that is not an error was thrown; please report it';
}

/** Where a bug was raised. Not its message: that may quote scanned text. */
function firstFrame(error: Error): string {
  const frame = error.stack?.split('\n').find(line => /^\s+at /.test(line));
  return (
    frame
      ?.trim()
      .replace(/^at /, '')
      .replace(/\(?(?:file:\/\/)?[^()]*\/([^/()]+)\)?$/, '$1') ?? 'an unknown place'
  );
}
