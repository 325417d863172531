/** Writes down that a push went out unchecked, where the repository's owner can find it. Names come escaped, URLs not at all. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { forTerminal } from '../report/escape/terminal.ts';
import { homeOf } from './copy.ts';
import { findHookPlace } from './place.ts';
import type { PushLine } from './push-lines.ts';

/**
 * Adds a line for each ref to `skipped.log` beside the installed copy.
 * @returns the log's path; undefined if keysift is not installed here, and there is no log.
 */
export async function logSkip(cwd: string, lines: readonly PushLine[], now: number): Promise<string | undefined> {
  const { commonDir } = await findHookPlace(cwd);
  if (!existsSync(homeOf(commonDir))) return undefined;
  const path = join(homeOf(commonDir), 'skipped.log');
  const time = new Date(now).toISOString();
  const rows = lines.map(line => `${time} ${line.localOid ?? 'deleted'} ${forTerminal(line.remoteRef)}\n`);
  appendFileSync(path, rows.join(''), { mode: 0o600 });
  return path;
}
