/** The object ids that commits and tags name in their headers. Text after the first empty line is never read. */

/** Calls `onId` with each id (hex) that the headers of a commit or tag name, and with what it names: `tree`, `parent`, or a tag's object type. */
export function headerIds(type: 'commit' | 'tag', bytes: Buffer, onId: (id: string, kind: string) => void): void {
  let at = 0;
  let object: string | undefined;
  while (at < bytes.length && bytes[at] !== 10) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    const space = bytes.indexOf(32, at);
    if (space > at && space < end && space - at <= 6) {
      const key = bytes.toString('latin1', at, space);
      if (type === 'commit') {
        // `tree` and `parent` lines come first; the rest (author, gpgsig, mergetag and its continuation lines) names nothing.
        if (key !== 'tree' && key !== 'parent') return;
        onId(bytes.toString('latin1', space + 1, end), key);
      } else if (key === 'object') object = bytes.toString('latin1', space + 1, end);
      else if (key === 'type') {
        if (object !== undefined) onId(object, bytes.toString('latin1', space + 1, end));
        return;
      }
    }
    at = end + 1;
  }
}
