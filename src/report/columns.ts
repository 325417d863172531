/** Lines that fit a terminal: how wide text is, and where it may be broken. Knows nothing of findings. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that `text` takes on a terminal, by Unicode's East Asian Width (UAX #11); combining marks take none. */
export function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const one of text) width += /\p{Mn}|\p{Me}/u.test(one) ? 0 : WIDE.test(one) ? 2 : 1;
  return width;
}

/**
 * Breaks `text` at spaces into lines of at most `width` columns. A word that is longer (a deep path, a URL) stays whole on a
 * line of its own: cut in two it could not be copied.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/ +/)) {
    const size = columns(word);
    if (line !== '' && used + 1 + size > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used += size + (used > 0 ? 1 : 0);
  }
  lines.push(line);
  return lines;
}

/** `text` wrapped with `first` before its first line and blanks of the same width before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = columns(first);
  return wrap(text, Math.max(20, width - indent)).map((line, at) => (at === 0 ? first : ' '.repeat(indent)) + line);
}
