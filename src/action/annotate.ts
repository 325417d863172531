/**
 * Where the findings of a range stand in the files that are checked out: an annotation is drawn only at a line of those, and
 * a line of an older commit would be another one. Files of findings are scanned once more for it, as files.
 */
import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Finding, ScanResult, Sighting } from '../model.ts';
import { scan } from '../scan.ts';

/** A step shows 30 annotations at most; findings share files, and some files are gone. */
const FILES = 60;

/**
 * `result` with only those sightings of its findings that are in the working tree at `root`, with paths relative to
 * `workspace`, as annotations need them.
 */
export async function inWorkingTree(
  result: ScanResult,
  root: string | undefined,
  workspace: string,
): Promise<ScanResult> {
  if (root === undefined) return { ...result, findings: [] };
  const places = new Map<string, Sighting[]>();
  for (const path of pathsOf(result.findings)) {
    for (const found of await findingsIn(root, path)) {
      const sightings = found.sightings.map(one => ({
        ...one,
        path: relative(workspace, join(root, path)).split(sep).join('/'),
      }));
      places.set(found.fingerprint, [...(places.get(found.fingerprint) ?? []), ...sightings]);
    }
  }
  const findings = result.findings.map(one => ({ ...one, sightings: places.get(one.fingerprint) ?? [] }));
  return { ...result, findings };
}

function pathsOf(findings: readonly Finding[]): string[] {
  const shown = findings.filter(one => !one.suppressed && one.severity !== 'info');
  const sightings = shown.flatMap(one => one.sightings).filter(one => one.part === 'content' && one.path !== '');
  return [...new Set(sightings.map(one => one.path))].slice(0, FILES);
}

/** What the file at `path` holds; nothing if it is gone, is no file, or a link leads out of the repository. */
async function findingsIn(root: string, path: string): Promise<readonly Finding[]> {
  const file = join(root, path);
  try {
    if ((await realpath(file)) !== file || !(await stat(file)).isFile()) return [];
    return (await scan({ scope: 'dir', cwd: root, paths: [file] })).findings;
  } catch {
    // The range has been scanned and is reported; what is lost is the line of an annotation.
    return [];
  }
}
