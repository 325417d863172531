/** Turns what a scan found in one content into occurrences, and what it could not read into the books. */
import { scanContent } from '../detect/find/content.ts';
import { type Position, positionsOf } from '../detect/find/lines.ts';
import type { ContentScan, Credential, Occurrence, Part, Where } from '../model.ts';
import type { Book } from '../receipt.ts';

/** The credentials of one content, each at its place. */
export function occurrencesOf(
  scan: ContentScan,
  where: Where,
  part: Part,
  path: string,
  place: (credential: Credential) => Position,
): Occurrence[] {
  return scan.credentials.map(credential => {
    const { line, column } = place(credential);
    const via = credential.via.length > 0 ? { via: credential.via } : {};
    return { credential, sighting: { where, part, path, line, column, ...via } };
  });
}

/** What `bytes`, a content that is in memory, hold. */
export function occurrencesIn(bytes: Buffer, scan: ContentScan, where: Where, part: Part, path: string): Occurrence[] {
  if (scan.credentials.length === 0) return [];
  const positions = positionsOf(
    bytes,
    scan.credentials.map(one => one.at),
  );
  return occurrencesOf(scan, where, part, path, one => one.inner ?? positions.get(one.at) ?? { line: 1, column: 1 });
}

/** What the names in `path` hold, each by itself as in a tree of git; `seen` are the folders whose names were looked at. */
export function occurrencesInName(path: Buffer, where: Where, text: string, seen: Set<string>): Occurrence[] {
  const found: Occurrence[] = [];
  let end = path.length;
  while (end > 0) {
    const slash = path.lastIndexOf(0x2f, end - 1);
    const name = path.subarray(slash + 1, end);
    found.push(...occurrencesIn(name, scanContent(name), where, 'file-name', text));
    if (slash <= 0) break;
    const folder = path.toString('latin1', 0, slash);
    if (seen.has(folder)) break;
    seen.add(folder);
    end = slash;
  }
  return found;
}

/** Enters one scanned content: read whole, or failed where a bound was hit in it. */
export function enterScan(book: Book, scan: ContentScan, path: string): void {
  const [first, ...more] = scan.unread;
  if (first === undefined) book.scanned();
  else {
    book.fail({
      class: first.class,
      what: first.what === '' ? path : `${path} > ${first.what}`,
      why: more.length === 0 ? first.why : `${first.why} (and ${more.length} more bounds in it)`,
    });
  }
}
