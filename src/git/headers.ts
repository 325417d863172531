/** Reads commits and tags as bytes: who, when, and which part of one an offset lies in. E-mail addresses stay where they are. */
import type { Part } from '../model.ts';

export interface Author {
  /** Name without the e-mail address; empty if the header is malformed. */
  readonly author: string;
  /** ISO 8601, UTC; undefined if the header is malformed. */
  readonly date: string | undefined;
  /** Committer time in milliseconds. */
  readonly committedAt: number | undefined;
  readonly parents: readonly string[];
}

/** What the headers of a commit (`author`, `committer`) or tag (`tagger`) say. */
export function readAuthor(bytes: Buffer): Author {
  const end = bytes.indexOf('\n\n');
  const lines = bytes.toString('utf8', 0, end < 0 ? bytes.length : end).split('\n');
  const author = person(lines.find(line => line.startsWith('author ') || line.startsWith('tagger ')));
  const committer = person(lines.find(line => line.startsWith('committer ') || line.startsWith('tagger ')));
  return {
    author: author.name,
    date: author.at === undefined ? undefined : new Date(author.at).toISOString(),
    committedAt: committer.at,
    parents: lines.filter(line => line.startsWith('parent ')).map(line => line.slice('parent '.length)),
  };
}

function person(line: string | undefined): { name: string; at: number | undefined } {
  const match = /^\w+ (.*?) ?<[^>]*>(?:.*>)? (\d{1,12}) [+-]\d{4}$/.exec(line ?? '');
  if (!match) return { name: '', at: undefined };
  const at = Number(match[2]) * 1000;
  return { name: match[1] ?? '', at: at <= 8.64e15 ? at : undefined };
}

/** Which part of a commit or tag the byte at `offset` is in, and where that part starts. */
export function partAt(bytes: Buffer, offset: number): { readonly part: Part; readonly start: number } {
  const blank = bytes.indexOf('\n\n');
  if (blank >= 0 && offset >= blank + 2) return { part: 'message', start: blank + 2 };
  const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(10, offset - 1) + 1;
  const key = bytes.toString('latin1', lineStart, lineStart + 10);
  return { part: /^(?:author|committer|tagger) /.test(key) ? 'author' : 'header', start: 0 };
}
