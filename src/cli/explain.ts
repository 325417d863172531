/** `keysift explain`: the whole story of one finding, of a scan made now or of a JSON report. */
import { readFile } from 'node:fs/promises';
import { codeOf, UsageError } from '../errors.ts';
import type { Finding } from '../model.ts';
import { findByFingerprint } from '../policy/fingerprint.ts';
import { explainFinding, explainTold } from '../report/explain.ts';
import { parseReport } from '../report/told.ts';

/** A story, and whether all that was in scope was read when it was found. */
export interface Story {
  readonly text: string;
  readonly complete: boolean;
}

/**
 * The story of the one finding whose fingerprint starts with `prefix`, of those that a scan has found.
 * @param prefix a fingerprint, or its first four characters or more.
 * @throws UsageError if no finding, or more than one, has it.
 */
export function storyIn(findings: readonly Finding[], complete: boolean, prefix: string): Story {
  return { text: explainFinding(chosen(findings, complete, prefix)), complete };
}

/**
 * The same from the report at `path`.
 * @throws UsageError also if the file is none.
 */
export async function storyInReport(path: string, prefix: string): Promise<Story> {
  const { findings, complete } = parseReport(await readReport(path));
  return { text: explainTold(chosen(findings, complete, prefix)), complete };
}

function chosen<T extends { readonly fingerprint: string }>(
  findings: readonly T[],
  complete: boolean,
  prefix: string,
): T {
  try {
    return findByFingerprint(findings, prefix);
  } catch (error) {
    if (complete || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message} (the scan was incomplete: it may stand in what was not read)`);
  }
}

async function readReport(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    throw new UsageError(`the report ${JSON.stringify(path)} cannot be read (${code})`);
  }
}
