/** The names of the refs that a push would make: they are published like everything else, and no object holds them. Pure. */
import { scanContent } from '../detect/find/content.ts';
import type { Finding, Occurrence } from '../model.ts';
import type { PushLine } from './push-lines.ts';

/** The findings in names that the remote does not have yet. `now` is in milliseconds since 1970. */
export async function findingsInNames(lines: readonly PushLine[], now: number): Promise<readonly Finding[]> {
  const fresh = lines.filter(line => line.localOid !== undefined && line.remoteOid === undefined);
  const occurrences = fresh.flatMap(occurrencesIn);
  if (occurrences.length === 0) return [];
  const { findingsApart } = await import('../findings.ts');
  return findingsApart(occurrences, { now, historyBound: false });
}

function occurrencesIn({ remoteRef }: PushLine): readonly Occurrence[] {
  return scanContent(Buffer.from(remoteRef)).credentials.map(credential => ({
    credential,
    sighting: { where: 'history', part: 'ref-name', path: remoteRef, line: 1, column: credential.at + 1 },
  }));
}
