/** Writes objects into a pack, each whole, and has git index it. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createReadStream, openSync, rmSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

export type ObjectType = keyof typeof TYPES;

const TYPES = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

export class RawPack {
  readonly #path: string;
  readonly #file: number;
  readonly #ids = new Set<string>();

  /** @param path a file for the entries; it is gone after `index`. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w');
  }

  /** Adds an object, once. Returns its id. */
  add(type: ObjectType, content: Buffer): string {
    const id = createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
    if (this.#ids.has(id)) return id;
    this.#ids.add(id);
    writeSync(this.#file, Buffer.concat([entryHead(TYPES[type], content.length), deflateSync(content, { level: 1 })]));
    return id;
  }

  /** Puts the pack into a repository. */
  async index(repo: string): Promise<void> {
    closeSync(this.#file);
    const git = spawn('git', ['-C', repo, 'index-pack', '--stdin'], { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = once(git, 'exit');
    const head = Buffer.alloc(12);
    head.write('PACK');
    head.writeUInt32BE(2, 4);
    head.writeUInt32BE(this.#ids.size, 8);
    const sum = createHash('sha1').update(head);
    git.stdin.write(head);
    for await (const piece of createReadStream(this.#path, { highWaterMark: 1 << 20 })) {
      sum.update(piece);
      if (!git.stdin.write(piece)) await once(git.stdin, 'drain');
    }
    git.stdin.end(sum.digest());
    if ((await ended)[0] !== 0) throw new Error('git index-pack failed');
    rmSync(this.#path);
  }
}

function entryHead(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}
