/**
 * Characters that steer a terminal or a reader's eye instead of being read: controls, bidirectional controls, zero-width
 * and tag characters, halves of surrogate pairs. Every consumer's escape builds on this list.
 */
import { byteOf } from '../../byte-text.ts';

/**
 * C0, DEL and C1; soft hyphen; Unicode's bidirectional controls (UAX #9), zero-width and invisible operators, line and
 * paragraph separators, byte order mark, interlinear and tag characters; lone surrogates.
 */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `text` with every such character as a visible escape: `\n`, `\x1b`, `\u202e`; a byte outside UTF-8 as `\xff`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, one => SHORT[one] ?? escapeOf(one));
}

function escapeOf(one: string): string {
  const code = byteOf(one) ?? one.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
