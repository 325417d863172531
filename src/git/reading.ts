/**
 * One reading of a set of objects through `git cat-file`: what is expected, what was seen, what failed. If git dies on an
 * object it is started again without it, so that one damaged object hides no other.
 */

import { scanContent, scanMessage } from '../detect/find/content.ts';
import { ContentStream } from '../detect/find/content-stream.ts';
import { GitError, Incomplete } from '../errors.ts';
import type { ContentScan, Unread } from '../model.ts';
import type { IdFinder, IdTable } from './ids.ts';
import { ListedIds } from './listed-ids.ts';
import { NamedIds } from './named.ts';
import { type GitEnd, type GitOptions, streamGit } from './process.ts';
import type { ObjectType, ReaderOptions, ReaderReport } from './reader.ts';
import { OutOfForm, RecordParser, type RecordSink } from './records.ts';
import type { Repository } from './repository.ts';
import { Sieve, type SievedObject } from './sieve.ts';
import { listStore } from './store.ts';

/** A blob of more bytes is scanned piece by piece. */
const LARGEST_WHOLE = 8 << 20;
/** Each restart costs an object, so a store that needs more is broken as a whole. */
const MOST_RESTARTS = 1000;
const PROGRESS_EVERY = 4096;
/** More streams than that want more processors than git's own reading leaves. */
const MOST_STREAMS = 4;
/** Objects that are worth a stream of their own. */
const WORTH_A_STREAM = 8192;

const TYPES: readonly ObjectType[] = ['blob', 'commit', 'tag', 'tree'];
const ALL = ['--batch-all-objects', '--unordered'];

export class Reading {
  readonly #repo: Repository;
  readonly #expected: IdTable;
  readonly #options: ReaderOptions;
  readonly #named: NamedIds;
  /** Of each expected id: 1 if it was scanned, skipped or failed. */
  readonly #done: Uint8Array;
  readonly #streams: number;
  /** Passes over what has nothing to tell; undefined if everything is to be looked at. */
  readonly #sieve: Sieve | undefined;
  /** Ids that git has and the listing had not: written while the scan ran, or in a pack whose index is gone. */
  readonly #beside = new Set<string>();
  readonly #byType: Record<ObjectType, number> = { blob: 0, commit: 0, tag: 0, tree: 0 };
  readonly #failed: Unread[] = [];
  #scanned = 0;
  #skipped = 0;
  #bytes = 0;
  /** How many were done when progress was told last. */
  #told = 0;
  #over = false;

  /**
   * @param stored finds the ids of the whole store: any other id that is named is absent. Undefined if that is not to be told.
   * @param sifted true if `stored` is what is expected, and it is worth a sieve.
   */
  constructor(
    repo: Repository,
    expected: IdTable,
    stored: IdFinder | undefined,
    options: ReaderOptions,
    sifted: boolean,
  ) {
    this.#repo = repo;
    this.#expected = expected;
    this.#options = options;
    this.#named = new NamedIds(stored, repo.idBytes);
    const worth = Math.ceil(expected.count / WORTH_A_STREAM);
    this.#streams = Math.min(streamsFor(options.jobs), Math.max(1, worth));
    this.#sieve = sifted ? Sieve.open(expected, options.maxFileBytes, this.#streams) : undefined;
    this.#done = this.#sieve?.done ?? new Uint8Array(expected.count);
  }

  fail(unread: Unread): void {
    this.#failed.push(unread);
  }

  /** Reads the objects of a list. What fails stays undone. */
  async readList(oids: readonly string[]): Promise<void> {
    await this.#judge([await this.#catFile(['--buffer'], `${oids.join('\n')}\n`)]);
  }

  /** Reads all objects that git lists. What fails stays undone. */
  async readAll(): Promise<void> {
    if (this.#sieve === undefined || this.#streams === 1) {
      await this.#judge([await this.#catFile(['--buffer', ...ALL], undefined, this.#sieve)]);
      return;
    }
    const list = new ListedIds(this.#repo.idBytes);
    const ask = ['cat-file', '--batch-check=%(objectname)', ...ALL];
    const listing = this.#git(ask, piece => list.add(piece), {}).finally(() => list.end());
    // All take blocks of one list, so that none is done long before the others.
    const blocks = list.blocks();
    const streams = Array.from({ length: this.#streams }, () => this.#catFile(['--buffer'], blocks, this.#sieve));
    const ends: (GitEnd | undefined)[] = [];
    for (const one of await Promise.allSettled([listing, ...streams])) {
      if (one.status === 'rejected') throw one.reason;
      ends.push(one.value);
    }
    await this.#judge(ends);
  }

  /** Enters how runs of git ended that should have read everything together. */
  async #judge(ends: readonly (GitEnd | undefined)[]): Promise<void> {
    const problems = new Set(ends.flatMap(end => end?.problem ?? []));
    for (const why of problems) this.fail({ class: 'git', what: 'git cat-file', why });
    const short = this.#undone(1).length > 0;
    if (problems.size === 0 && !ends.includes(undefined) && short && (await this.#storeIsAsBefore())) {
      this.fail({ class: 'git', what: 'git cat-file', why: 'its output ended early, with exit status 0' });
    }
  }

  /** Asks for each object that is still undone by its id, until all are read or failed. */
  async recover(): Promise<void> {
    for (let start = 0; !this.#over; start++) {
      const left = this.#undone(Number.POSITIVE_INFINITY);
      if (left.length === 0) return;
      if (start === MOST_RESTARTS) return this.#giveUp(left, `git died ${MOST_RESTARTS} times`);
      // Not buffered, so that git has answered all objects before the one that it dies on.
      const end = await this.#catFile([], `${left.join('\n')}\n`, undefined, (oid, word) =>
        this.#failObject(oid, word === 'missing' ? 'git cannot read it' : `git says ${word}`),
      );
      if (this.#over) break;
      const guilty = this.#undone(1)[0];
      if (guilty !== undefined) this.#failObject(guilty, end?.problem ?? 'git ended before it, with exit status 0');
    }
    this.#giveUp(this.#undone(Number.POSITIVE_INFINITY), 'the scan ended before it');
  }

  report(): ReaderReport {
    for (const oid of this.#beside) this.#named.absent.delete(oid);
    const byType = { ...this.#byType };
    for (const type of TYPES) byType[type] += this.#sieve?.count(type) ?? 0;
    const scanned = this.#scanned + this.#passed();
    return {
      objects: {
        expected: scanned + this.#skipped + this.#failed.length,
        scanned,
        skipped: this.#skipped > 0 ? { size: this.#skipped } : {},
        failed: this.#failed,
      },
      byType,
      bytes: this.#bytes + (this.#sieve?.bytes ?? 0),
      absent: this.#named.absent,
      submodules: this.#named.submodules,
      readers: { pack: 0, git: scanned },
    };
  }

  /** One run of git that reads objects. @returns undefined if the scan as a whole cannot go on. */
  async #catFile(
    flags: readonly string[],
    input?: string | AsyncIterator<Buffer>,
    sieve?: Sieve,
    onWithout: (oid: string, word: string) => void = () => {},
  ): Promise<GitEnd | undefined> {
    const parser = new RecordParser(this.#sink(onWithout), LARGEST_WHOLE);
    const stream = sieve?.stream(parser, object => this.#look(object));
    const onOutput = (piece: Buffer) => {
      (stream ?? parser).push(piece);
      this.#progress();
    };
    const end = await this.#git(['cat-file', '--batch', ...flags], onOutput, {
      ...(input !== undefined && { input }),
      ...(stream && { room: () => stream.room() }),
    });
    if (end === undefined) return undefined;
    try {
      stream?.end();
    } catch (error) {
      if (!(error instanceof OutOfForm)) throw error;
      return { ...end, problem: end.problem ?? error.message };
    }
    return (stream ?? parser).isOpen && end.problem === undefined
      ? { ...end, problem: 'its output ended inside a record' }
      : end;
  }

  /** One run of git. @returns undefined if the scan as a whole cannot go on. */
  async #git(
    args: readonly string[],
    onOutput: (piece: Buffer) => void,
    options: GitOptions,
  ): Promise<GitEnd | undefined> {
    try {
      return await streamGit(this.#repo.place, args, onOutput, { ...options, signal: this.#options.signal });
    } catch (error) {
      // As if git had died there: what it has not answered is asked for again.
      if (error instanceof OutOfForm) return { problem: error.message, status: undefined, complaints: [] };
      if (!(error instanceof Incomplete) && !(error instanceof GitError)) throw error;
      const why = error instanceof GitError && error.detail ? `${error.message}: ${error.detail}` : error.message;
      this.fail({ class: error instanceof Incomplete ? error.class : 'git', what: 'git cat-file', why });
      this.#over = true;
      return undefined;
    }
  }

  #sink(onWithout: (oid: string, word: string) => void): RecordSink {
    let stream: ContentStream | undefined;
    let open = '';
    let size = 0;
    return {
      whole: (oid, type, bytes) => {
        if (type === 'blob' && bytes.length > this.#options.maxFileBytes)
          this.#count(oid, type, bytes.length, undefined);
        else this.#count(oid, type, bytes.length, () => this.#scan(type, bytes));
      },
      begin: (oid, length) => {
        [open, size] = [oid, length];
        stream = length > this.#options.maxFileBytes ? undefined : new ContentStream();
      },
      piece: bytes => stream?.push(bytes),
      end: () => {
        const ended = stream;
        this.#count(open, 'blob', size, ended && (() => ended.end()));
        stream = undefined;
      },
      without: onWithout,
    };
  }

  #scan(type: ObjectType, bytes: Buffer): ContentScan {
    if (type === 'tree') return this.#named.tree(bytes);
    if (type === 'blob') return scanContent(bytes);
    this.#named.header(type, bytes);
    return scanMessage(bytes);
  }

  /** Takes an object that the sieve did not pass over. It is expected, and not done. */
  #look({ place, type, bytes, marks, scan }: SievedObject): void {
    this.#done[place] = 1;
    if (type === 'blob' && bytes.length > this.#options.maxFileBytes)
      this.#enter(type, bytes.length, undefined, () => '');
    else {
      let found: ContentScan;
      if (type === 'tree') found = marks ? this.#named.marked(bytes, marks) : this.#named.tree(bytes);
      else {
        if (type !== 'blob') this.#named.header(type, bytes);
        found = scan();
      }
      this.#enter(type, bytes.length, found, () => this.#expected.hex(place));
    }
  }

  /** Enters one object that was read to its end; one without `scan` is skipped by policy. */
  #count(oid: string, type: ObjectType, bytes: number, scan: (() => ContentScan) | undefined): void {
    if (this.#isNew(oid)) this.#enter(type, bytes, scan?.(), () => oid);
  }

  #enter(type: ObjectType, bytes: number, found: ContentScan | undefined, oid: () => string): void {
    this.#bytes += bytes;
    this.#byType[type]++;
    if (!found) {
      this.#skipped++;
      return;
    }
    this.#scanned++;
    if (found.credentials.length > 0 || found.unread.length > 0 || found.opaque > 0 || found.lfsPointer !== undefined) {
      this.#options.onObject({ oid: oid(), type, scan: found });
    }
  }

  #progress(): void {
    const done = this.#scanned + this.#skipped + this.#passed();
    if (done < this.#told + PROGRESS_EVERY) return;
    this.#told = done - (done % PROGRESS_EVERY);
    this.#options.onProgress?.(done, this.#expected.count);
  }

  /** Objects that the sieve passed over. */
  #passed(): number {
    const sieve = this.#sieve;
    return sieve === undefined ? 0 : TYPES.reduce((sum, type) => sum + sieve.count(type), 0);
  }

  #isNew(oid: string): boolean {
    const place = this.#expected.find(Buffer.from(oid, 'hex'));
    if (place < 0) {
      if (this.#beside.has(oid)) return false;
      this.#beside.add(oid);
      return true;
    }
    if (this.#done[place] === 1) return false;
    this.#done[place] = 1;
    return true;
  }

  #failObject(oid: string, why: string): void {
    if (this.#isNew(oid)) this.fail({ class: 'damaged', what: `object ${oid}`, why });
  }

  #giveUp(left: readonly string[], why: string): void {
    this.#over = true;
    for (const oid of left) this.#failObject(oid, why);
  }

  #undone(most: number): string[] {
    const left: string[] = [];
    for (let at = this.#done.indexOf(0); at >= 0 && left.length < most; at = this.#done.indexOf(0, at + 1)) {
      left.push(this.#expected.hex(at));
    }
    return left;
  }

  /** False if packs or loose objects came or went since: then a short list is no sign of a lost piece of output. */
  async #storeIsAsBefore(): Promise<boolean> {
    const { ids } = await listStore(this.#repo.objectFolders, this.#repo.idBytes);
    return ids.count === this.#expected.count;
  }
}

/** One more than jobs: now and then a stream waits for its socket, and no processor should. */
function streamsFor(jobs: number): number {
  return jobs > 1 ? Math.min(jobs + 1, MOST_STREAMS) : 1;
}
