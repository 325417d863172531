/**
 * Says of objects with credentials where they stand: commits, paths, lines, states. It is paid for only if something was
 * found, and it reports one sighting for each credential, path and part, however many versions there are.
 */
import { bytesOfText, textOfBytes } from '../byte-text.ts';
import { type Position, positionsOf } from '../detect/find/lines.ts';
import { withSources } from '../detect/grade/shadow.ts';
import type { Credential, Occurrence, Part, Sighting, Unread, Where } from '../model.ts';
import { readPlaces } from './blob-places.ts';
import { readBytes } from './bytes.ts';
import { type Author, partAt, readAuthor } from './headers.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';
import { Sightings } from './sightings.ts';
import { TreeCursor } from './tree.ts';
import type { Names, Whereabouts } from './whereabouts.ts';

/**
 * The occurrences of the credentials in `objects`, in a stable order.
 * @param locate says where the objects stand, and the names in trees that hold a credential.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export async function attribute(
  repo: Repository,
  objects: readonly ScannedObject[],
  locate: (names: Names) => Promise<Whereabouts>,
  signal: AbortSignal,
): Promise<{ readonly occurrences: readonly Occurrence[]; readonly unread: readonly Unread[] }> {
  const unread: Unread[] = [];
  const messages = await readMessages(repo, objects, signal, unread);
  const { names, holders } = await readNames(repo, objects, signal, unread);
  const blobs = new Map(objects.filter(one => one.type === 'blob').map(one => [one.oid, one.scan.credentials]));
  const found = await locate(holders);
  unread.push(...found.unread);
  const sightings = sightingsOf(found, blobs, names, messages.found);
  const commits = new Map(found.commits);

  const groups = sightings.all();
  const firsts = new Set(
    groups
      .map(group => group.first.place.first)
      .filter(at => at >= 0)
      .map(at => commits.get(at)!),
  );
  const authors = new Map(messages.authors);
  unread.push(...(await readBytes(repo, firsts, signal, (oid, _, bytes) => authors.set(oid, readAuthor(bytes)))));
  const places = await readPlaces(
    repo,
    groups.map(group => group.first).filter(one => blobs.has(one.place.oid)),
    signal,
    unread,
  );

  const occurrences = groups.flatMap(group => {
    const { place, credential } = group.first;
    const message = group.part !== 'content' && group.part !== 'file-name';
    const commit = commits.get(place.first);
    const author = authors.get(commit ?? place.oid);
    const last = commits.get(group.last);
    const position =
      group.part === 'file-name'
        ? { line: 1, column: columnIn(place.path, credential) }
        : (credential.inner ??
          messages.positions.get(`${place.oid} ${credential.at}`) ??
          places.position(place.oid, credential.at));
    const sighting: Sighting = {
      where: (message ? 'message' : 'history') satisfies Where,
      part: group.part,
      path: place.path,
      ...position,
      ...(commit !== undefined && { commit }),
      ...(author?.author && { author: author.author }),
      ...(author?.date !== undefined && { date: author.date }),
      ...(author?.committedAt !== undefined && { committedAt: author.committedAt }),
      ...(last !== undefined && { lastCommit: last }),
      ...(group.part === 'content' && place.path === '' && { object: place.oid }),
      versions: group.versions,
      state: group.state,
      ...(credential.via.length > 0 && { via: credential.via }),
      ...(found.truncated && !message && { pathsTruncated: true }),
    };
    const names = group.part === 'content' ? places.sources(place.oid) : [];
    return group.credentials.map(one => ({ credential: withSources(one, names), sighting }));
  });
  return { occurrences, unread };
}

/** Where in a path a credential starts, in bytes; 1 if it stands there in another form. */
function columnIn(path: string, { parts }: Credential): number {
  const value = Object.values(parts)[0]?.value.reveal() ?? '';
  return Math.max(0, bytesOfText(path).indexOf(value)) + 1;
}

/** Every credential at every place of the object that it is in. */
function sightingsOf(
  { stays, unplaced, messages }: Whereabouts,
  blobs: ReadonlyMap<string, readonly Credential[]>,
  names: ReadonlyMap<string, readonly Credential[]>,
  inMessages: readonly Message[],
): Sightings {
  const sightings = new Sightings();
  for (const { oid, path, first, last, state } of stays) {
    const place = { oid, first, last, state };
    for (const one of blobs.get(oid) ?? []) sightings.add(one, 'content', { ...place, path: utf8(path) });
    for (const one of names.get(oid) ?? []) sightings.add(one, 'file-name', { ...place, path: upTo(path, oid) });
  }
  const nowhere = { first: -1, last: -1 };
  for (const [oid, paths, state] of unplaced) {
    for (const path of paths.length > 0 ? paths : ['']) {
      const place = { oid, path: utf8(path), ...nowhere, state };
      for (const one of blobs.get(oid) ?? []) sightings.add(one, 'content', place);
      for (const one of names.get(oid) ?? []) sightings.add(one, 'file-name', place);
    }
  }
  const places = new Map(messages.map(([oid, at, state]) => [oid, { first: at, last: at, state }]));
  for (const { oid, credential, part } of inMessages)
    sightings.add(credential, part, { oid, path: '', ...(places.get(oid) ?? { ...nowhere, state: 'local' }) });
  return sightings;
}

interface Message {
  readonly oid: string;
  readonly credential: Credential;
  readonly part: Part;
}

/** Credentials of commits and tags, with the part that they are in and their line there. */
async function readMessages(
  repo: Repository,
  objects: readonly ScannedObject[],
  signal: AbortSignal,
  unread: Unread[],
) {
  const wanted = new Map(objects.filter(one => one.type === 'commit' || one.type === 'tag').map(one => [one.oid, one]));
  const found: Message[] = [];
  const positions = new Map<string, Position>();
  const authors = new Map<string, Author>();
  const failed = await readBytes(repo, new Set(wanted.keys()), signal, (oid, type, bytes) => {
    if (type !== 'commit' && type !== 'tag') return;
    authors.set(oid, readAuthor(bytes));
    for (const credential of wanted.get(oid)?.scan.credentials ?? []) {
      const { part, start } = partAt(bytes, credential.at);
      const offset = credential.at - start;
      const position = positionsOf(bytes.subarray(start), [offset]).get(offset);
      if (position) positions.set(`${oid} ${credential.at}`, position);
      found.push({ oid, credential, part });
    }
  });
  unread.push(...failed);
  return { found, positions, authors };
}

/** Names (latin1) in trees that hold a credential, with the credentials, and with the trees. */
async function readNames(repo: Repository, objects: readonly ScannedObject[], signal: AbortSignal, unread: Unread[]) {
  const trees = new Map(objects.filter(one => one.type === 'tree').map(one => [one.oid, one]));
  const names = new Map<string, Credential[]>();
  const holders = new Map<string, string[]>();
  // In an order of its own: of names that several trees have, the first is kept.
  const failed = await readBytes(repo, new Set([...trees.keys()].sort()), signal, (oid, _, bytes) => {
    const cursor = new TreeCursor(bytes, repo.idBytes);
    const credentials = trees.get(oid)?.scan.credentials ?? [];
    for (let at = 0; cursor.read(at); at = cursor.end) {
      const inside = credentials.filter(one => one.at >= cursor.nameStart && one.at < cursor.nameEnd);
      if (inside.length === 0) continue;
      const name = bytes.toString('latin1', cursor.nameStart, cursor.nameEnd);
      if (!names.has(name)) names.set(name, inside);
      const known = holders.get(name);
      if (known) known.push(oid);
      else holders.set(name, [oid]);
    }
  });
  unread.push(...failed);
  return { names, holders };
}

function utf8(latin1: string): string {
  return textOfBytes(Buffer.from(latin1, 'latin1'));
}

/** The path up to the part with the name: a folder's, if the name is a folder's. */
function upTo(path: string, name: string): string {
  const parts = path.split('/');
  const at = parts.indexOf(name);
  return utf8(parts.slice(0, at < 0 ? parts.length : at + 1).join('/'));
}
