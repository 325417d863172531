/** Where a finding stands, for SARIF: a path that a viewer may open, a line, and in words what neither can say. */
import type { Sighting } from '../../model.ts';
import { visible } from '../escape/invisible.ts';
import { forUri } from '../escape/uri.ts';
import { historyOf, placeOf } from '../human/place.ts';
import { isLineOfFile } from '../line-of-file.ts';
import type { Redact } from '../redact.ts';

/**
 * A sighting as a SARIF location (3.28). Code scanning wants a file for each result, so one that is only in history is
 * placed at its last known path, and a message under `.git/`, where no tracked file can be.
 */
export function locationOf(sighting: Sighting, redact: Redact) {
  const inFile = isLineOfFile(sighting);
  const words = [placeOf(sighting, redact), ...historyOf(sighting, redact)].join(', ');
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(sighting, redact), uriBaseId: '%SRCROOT%' },
      ...(inFile && { region: { startLine: sighting.line } }),
    },
    message: { text: plainMessage(words) },
    ...(sighting.commit !== undefined && {
      logicalLocations: [{ fullyQualifiedName: `commit/${sighting.commit}`, kind: 'commit' }],
    }),
    // Bytes, which SARIF's startColumn does not count.
    ...(inFile && { properties: { byteColumn: sighting.column } }),
  };
}

function uriOf(sighting: Sighting, redact: Redact): string {
  const path = redact.path(sighting);
  const hasFile = sighting.part === 'content' || sighting.part === 'file-name' || sighting.part === 'link-target';
  if (hasFile && path !== '') return forUri(path);
  if (sighting.where === 'stdin') return 'stdin';
  if (sighting.commit !== undefined) return forUri(`.git/commit/${sighting.commit}`);
  return forUri(path === '' ? '.git/HEAD' : `.git/${path}`);
}

/** Text without characters that steer, links (`[text](1)`, SARIF 3.11.6) and placeholders (`{0}`, 3.11.5). */
export function plainMessage(text: string): string {
  return visible(text)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}
