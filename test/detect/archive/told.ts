/** A key in a text, and what a scan says of it. */
import { ContentStream } from '../../../src/detect/find/content-stream.ts';
import type { ContentScan } from '../../../src/model.ts';
import { accessKeyId, rng } from '../../generate/aws.ts';

export const KEY = accessKeyId({ rng: rng(1), prefix: 'AKIA' });
/** The key stands in line 2, column 8. */
export const TEXT = `first line\n  key: ${KEY}\n`;

/** The places where the key was found, and what was said beside. */
export function told(scan: ContentScan) {
  return {
    found: scan.credentials
      .filter(one => one.parts.accessKeyId?.value.reveal() === KEY)
      .map(one => [one.via.join(' > '), one.inner && `${one.inner.line}:${one.inner.column}`]),
    unread: scan.unread.map(one => [one.class, one.what]),
    opaque: scan.opaque,
  };
}

/** What is told if the key is found in one member, and nothing else is to be said. */
export const inside = (via: string) => ({ found: [[via, '2:8']], unread: [], opaque: 0 });

export const NOTHING = { found: [], unread: [], opaque: 0 };

/** What the same content is told as in pieces of so many bytes. */
export function inPieces(bytes: Buffer, size: number): ContentScan {
  const stream = new ContentStream();
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
  return stream.end();
}
