/** Lines that fit a terminal: how wide text is, and where it may be broken. Knows nothing of findings. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Latin and the usual marks: one column each. */
const NARROW = /^[\x20-\x7e\xa1-\u02ff\u2010-\u2027]*$/;

/** Columns that `text` takes on a terminal, by Unicode's East Asian Width (UAX #11); combining marks take none. */
export function columns(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const one of text) width += /\p{Mn}|\p{Me}/u.test(one) ? 0 : WIDE.test(one) ? 2 : 1;
  return width;
}

/**
 * `text` in lines of at most `width` columns: `first` before the first line, blanks as wide before the others. It is broken
 * at blanks. A word that is longer (a deep path, a URL) stays whole: cut in two it could not be copied.
 */
export function hang(first: string, text: string, width: number): string[] {
  return fill(first, text.split(/ +/), ' ', width);
}

/** Likewise a list, broken only after a comma. */
export function hangList(first: string, items: readonly string[], width: number): string[] {
  return fill(first, items, ', ', width);
}

function fill(first: string, items: readonly string[], separator: string, width: number): string[] {
  const indent = columns(first);
  const room = Math.max(20, width - indent);
  const lines: string[] = [];
  let line = '';
  for (const [at, item] of items.entries()) {
    const next = at === 0 ? item : line + separator + item;
    if (at > 0 && columns(next) + (at < items.length - 1 ? separator.trimEnd().length : 0) > room) {
      lines.push(line + separator.trimEnd());
      line = item;
    } else {
      line = next;
    }
  }
  lines.push(line);
  return lines.map((one, at) => (at === 0 ? first : ' '.repeat(indent)) + one);
}
