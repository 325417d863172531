/** `keysift explain`: scans again, or reads a JSON report, and tells the whole story of one finding. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { findByFingerprint } from '../policy/fingerprint.ts';
import { explainFinding, explainTold } from '../report/explain.ts';
import { parseReport } from '../report/told.ts';
import { scan } from '../scan.ts';
import type { ScanRequest } from '../settings.ts';

/**
 * The story of the one finding whose fingerprint starts with `prefix`.
 * @param prefix a fingerprint, or its first four characters or more.
 * @param from a report to read instead of scanning again.
 * @throws UsageError if no finding, or more than one, has it.
 */
export async function explainOne(prefix: string, from: string | undefined, request: ScanRequest): Promise<string> {
  if (from !== undefined) return explainTold(findByFingerprint(parseReport(await readReport(from)), prefix));
  return explainFinding(findByFingerprint((await scan(request)).findings, prefix));
}

async function readReport(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`the report ${JSON.stringify(path)} cannot be read (${code})`);
  }
}
