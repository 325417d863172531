/** `keysift explain`: scans again, or reads a JSON report, and tells the whole story of one finding. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
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
  if (!/^[0-9a-f]{4,64}$/.test(prefix)) {
    throw new UsageError('a fingerprint is 4 or more of the characters 0-9 a-f, as a report shows it');
  }
  if (from !== undefined) return explainTold(one(prefix, parseReport(await readReport(from))));
  return explainFinding(one(prefix, (await scan(request)).findings));
}

function one<T extends { readonly fingerprint: string }>(prefix: string, findings: readonly T[]): T {
  const [first, ...others] = findings.filter(finding => finding.fingerprint.startsWith(prefix));
  if (first === undefined) throw new UsageError(`no finding has the fingerprint ${prefix}; 'keysift' lists them`);
  if (others.length > 0) throw new UsageError(`${others.length + 1} findings start with ${prefix}; give more of it`);
  return first;
}

async function readReport(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`the report ${JSON.stringify(path)} cannot be read (${code})`);
  }
}
