/**
 * Puts a program called `git` in front of the real one on PATH, that spoils what the real one does. `GIT` in the script is the
 * real one's path; without a spoiling line it is simply called.
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withEnvironment } from '../environment.ts';
import { makeFolder } from '../repo.ts';

const REAL = execFileSync('sh', ['-c', 'command -v git']).toString().trim();

/**
 * Runs `action` with the shim on PATH.
 * @param spoil lines of sh that run before the real git; `$sub` is git's subcommand, `$GIT` the real git, "$@" its arguments.
 */
export async function withShim<T>(spoil: string, action: () => Promise<T>): Promise<T> {
  const folder = makeFolder('keysift-shim');
  const script = `#!/bin/sh
GIT=${REAL}
sub=; skip=
for arg; do
  if [ -n "$skip" ]; then skip=; continue; fi
  case $arg in -c) skip=1 ;; -*) ;; *) sub=$arg; break ;; esac
done
${spoil}
exec "$GIT" "$@"
`;
  writeFileSync(join(folder, 'git'), script);
  chmodSync(join(folder, 'git'), 0o755);
  return withPath(`${folder}:${process.env.PATH}`, action);
}

/** Runs `action` with this PATH. */
export function withPath<T>(path: string, action: () => Promise<T>): Promise<T> {
  return withEnvironment('PATH', path, action);
}

/** Passes the first `bytes` of the real git's output on and then does `then`, for one subcommand. */
export function cutAfter(subcommand: string, bytes: number, then: string): string {
  return `if [ "$sub" = ${subcommand} ]; then "$GIT" "$@" 2>/dev/null | head -c ${bytes}; ${then}; fi`;
}
