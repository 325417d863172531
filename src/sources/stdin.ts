/** Scans bytes that lie in no file: standard input, of any length, in bounded memory. */
import { ContentStream } from '../detect/find/content-stream.ts';
import { codeOf, Incomplete } from '../errors.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { enterScan, occurrencesOf } from './occurrence.ts';
import { Remarks } from './remarks.ts';

/**
 * What `input` holds, once it has ended. In the books it is one file named `-`; one that breaks off has failed, and what
 * came until then is told.
 * @throws Incomplete if `signal` aborts.
 */
export async function* stdinOccurrences(
  input: AsyncIterable<Buffer>,
  options: { readonly signal: AbortSignal },
  books: Books,
): AsyncGenerator<Occurrence> {
  books.files.expect();
  const stream = new ContentStream();
  let broken: string | undefined;
  try {
    for await (const piece of input) {
      if (options.signal.aborted) throw new Incomplete('the scan was stopped before standard input ended', 'timeout');
      books.bytes += piece.length;
      stream.push(piece);
    }
  } catch (error) {
    if (error instanceof Incomplete) throw error;
    broken = codeOf(error);
  }
  const scan = stream.end();
  const remarks = new Remarks('standard input', books);
  remarks.scanned(scan, '');
  remarks.write();
  if (broken === undefined) enterScan(books.files, scan, '-');
  else books.files.fail({ class: 'unreadable', what: '-', why: `reading it broke off (${broken})` });
  yield* occurrencesOf(scan, 'stdin', 'content', '', one => stream.positionOf(one));
}
