/** Rewrites the trees, commits and tags that lead to replaced blobs. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { ObjectType, RawPack } from './raw-pack.ts';

interface Stored {
  readonly type: ObjectType;
  readonly content: Buffer;
}

const NAMED = /^(?:tree|parent|object) ([0-9a-f]{40})\n/;

export class Rewriter {
  readonly #objects: Objects;
  readonly #pack: RawPack;
  readonly #replaced: ReadonlyMap<string, string>;
  /** Names worth a look, by folder (`` or `a/b/`). */
  readonly #names = new Map<string, Set<string>>();
  readonly #trees = new Map<string, string>();
  /** Old id to new id, of every commit and tag seen. */
  readonly #done = new Map<string, string>();
  readonly #changed: Record<string, number> = { tree: 0, commit: 0, tag: 0 };

  /** @param paths every path that has a replaced blob somewhere. */
  constructor(repo: string, pack: RawPack, replaced: ReadonlyMap<string, string>, paths: Iterable<string>) {
    this.#objects = new Objects(repo);
    this.#pack = pack;
    this.#replaced = replaced;
    for (const path of paths) {
      const parts = path.split('/');
      for (const [depth, name] of parts.entries()) {
        const folder = parts
          .slice(0, depth)
          .map(one => `${one}/`)
          .join('');
        if (!this.#names.has(folder)) this.#names.set(folder, new Set());
        this.#names.get(folder)!.add(name);
      }
    }
  }

  /** The new id of a commit. Its parents come before it. */
  async commit(id: string): Promise<string> {
    return this.#done.get(id) ?? this.any(id);
  }

  /** The new id of any object that a ref names. */
  async any(id: string): Promise<string> {
    const known = this.#done.get(id);
    if (known !== undefined) return known;
    const { type, content } = await this.#objects.read(id);
    let made = id;
    if (type === 'tree') made = await this.#tree(id, '');
    if (type === 'commit' || type === 'tag') made = await this.#above(type, id, content);
    this.#done.set(id, made);
    return made;
  }

  counts(): string {
    return Object.entries(this.#changed)
      .map(([type, count]) => `${count} ${type}s`)
      .join(', ');
  }

  close(): void {
    this.#objects.close();
  }

  /** A commit or tag, whose first lines name what it stands on. */
  async #above(type: ObjectType, id: string, content: Buffer): Promise<string> {
    const made = Buffer.from(content);
    for (let at = 0; ; ) {
      const line = NAMED.exec(content.toString('latin1', at, at + 60));
      if (line === null) break;
      const named = line[1]!;
      const isTree = line[0].startsWith('tree');
      made.write(isTree ? await this.#tree(named, '') : await this.any(named), at + line[0].indexOf(' ') + 1, 'latin1');
      at += line[0].length;
    }
    return this.#kept(type, id, content, made);
  }

  async #tree(id: string, folder: string): Promise<string> {
    const key = `${id} ${folder}`;
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const { content } = await this.#objects.read(id);
    const names = this.#names.get(folder)!;
    const made = Buffer.from(content);
    for (let at = 0; at < content.length; ) {
      const space = content.indexOf(32, at);
      const nul = content.indexOf(0, space);
      const name = content.toString('latin1', space + 1, nul);
      if (names.has(name)) {
        const entry = content.toString('hex', nul + 1, nul + 21);
        const below = `${folder}${name}/`;
        const isTree = content.toString('latin1', at, space) === '40000';
        if (!isTree) made.write(this.#replaced.get(entry) ?? entry, nul + 1, 'hex');
        else if (this.#names.has(below)) made.write(await this.#tree(entry, below), nul + 1, 'hex');
      }
      at = nul + 21;
    }
    const result = this.#kept('tree', id, content, made);
    this.#trees.set(key, result);
    return result;
  }

  #kept(type: ObjectType, id: string, content: Buffer, made: Buffer): string {
    if (made.equals(content)) return id;
    this.#changed[type]! += 1;
    return this.#pack.add(type, made);
  }
}

/** Objects by id, through one `git cat-file --batch`. */
class Objects {
  readonly #git: ChildProcessWithoutNullStreams;
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(repo: string) {
    this.#git = spawn('git', ['-C', repo, 'cat-file', '--batch']);
    this.#pieces = this.#git.stdout[Symbol.asyncIterator]();
  }

  async read(id: string): Promise<Stored> {
    this.#git.stdin.write(`${id}\n`);
    while (!this.#rest.includes(10)) await this.#more();
    const eol = this.#rest.indexOf(10);
    const [, type, size] = this.#rest.toString('latin1', 0, eol).split(' ');
    if (size === undefined) throw new Error(`${id} is missing`);
    const end = eol + 1 + Number(size);
    while (this.#rest.length <= end) await this.#more();
    const content = this.#rest.subarray(eol + 1, end);
    this.#rest = this.#rest.subarray(end + 1);
    return { type: type as ObjectType, content };
  }

  close(): void {
    this.#git.stdin.end();
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#pieces.next();
    if (done) throw new Error('git cat-file ended early');
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
  }
}
