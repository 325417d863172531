/** Reads single objects again, once they are known to be of interest: for lines, names and authors. Scans nothing. */
import type { Unread } from '../model.ts';
import { streamGit } from './process.ts';
import type { ObjectType } from './reader.ts';
import { OutOfForm, RecordParser } from './records.ts';
import type { Repository } from './repository.ts';

/**
 * Hands on the bytes of each object of a list; the bytes are valid during the call only.
 * @param onBytes gets a large blob piece by piece, each with its offset in the blob; all else whole, at offset 0.
 */
export async function readBytes(
  repo: Repository,
  oids: ReadonlySet<string>,
  signal: AbortSignal,
  onBytes: (oid: string, type: ObjectType, bytes: Buffer, offset: number) => void,
): Promise<Unread[]> {
  if (oids.size === 0) return [];
  const unread: Unread[] = [];
  let [open, offset, answered] = ['', 0, 0];
  const parser = new RecordParser(
    {
      whole: (oid, type, bytes) => {
        answered++;
        onBytes(oid, type, bytes, 0);
      },
      begin: oid => {
        [open, offset] = [oid, 0];
      },
      piece: bytes => {
        onBytes(open, 'blob', bytes, offset);
        offset += bytes.length;
      },
      end: () => {
        answered++;
      },
      without: (oid, word) => {
        answered++;
        unread.push({ class: 'damaged', what: `object ${oid}`, why: `git says ${word}` });
      },
    },
    LARGEST,
  );
  const input = `${[...oids].join('\n')}\n`;
  const ask = ['cat-file', '--batch', '--buffer'];
  const problem = await streamGit(repo.place, ask, piece => parser.push(piece), { input, signal }).then(
    end => end.problem,
    error => {
      if (error instanceof OutOfForm) return error.message;
      throw error;
    },
  );
  if (problem !== undefined || answered < oids.size || parser.isOpen) {
    unread.push({
      class: 'git',
      what: 'places of findings',
      why: problem ?? 'the output of git cat-file ended early',
    });
  }
  return unread;
}

const LARGEST = 8 << 20;
