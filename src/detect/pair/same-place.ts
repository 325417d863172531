/** Tells by the text alone what holds an entry and the entries next to it together, and whether something parts them. */

/**
 * What an entry stands in: braces or the arguments of a call, an XML element, the section of an INI file, a block that is
 * indented in YAML; or in lines that nothing holds together.
 */
export type Place = 'object' | 'element' | 'section' | 'block' | 'flat';

const SECTION = /(?:^|\n)[ \t]{0,16}\[[^\]\n]{1,80}\][ \t]{0,16}(?:[#;][^\n]*)?\r?(?:\n|$)/;
/** Variables of the environment stand together with any others, whatever is around them. */
const ENVIRONMENT = /(?<![A-Za-z])AWS_(?:ACCESS|SECRET|SESSION|SECURITY)/;
/** What may stand in a line before a name: `export`, `set`, `ENV`, `- `, `$Env:`, the signs of a patch, another variable. */
const IN_LINES = /(?:^|[\s;&+>|"'`:])$/;

/**
 * The place of an entry, undefined if it is none: a word in a sentence, the attribute of a cookie.
 * @param before the text before its name. @param cut true if that text has a beginning that is not there.
 */
export function placeOf(before: string, after: string, cut: boolean): Place | undefined {
  const lead = before.replace(/[\s\\"'`]{1,64}$/, '');
  const starts = /\n[ \t]*(?:-[ \t]+)*["']?$/.test(before) || (!cut && lead === '');
  if (!ENVIRONMENT.test(before) && !ENVIRONMENT.test(after)) {
    if (lead.endsWith('<') && before.endsWith('<')) return 'element';
    const entry = starts || /[{,(]$/.test(lead);
    if (!entry) return undefined;
    if (isEnclosed(before, after)) return 'object';
    if (starts && SECTION.test(before)) return 'section';
    if (starts && indentOf(lastLine(before)) > 0) return 'block';
  }
  const seen = before.includes('\n') || !cut;
  return seen && IN_LINES.test(before) ? 'flat' : undefined;
}

/** True if the line that ends `before` is, or ends in, a comment. */
export function isCommented(before: string): boolean {
  return /(?:^|\s)(?:#|\/\/|;|--|\*|REM\s|<!--)/i.test(lastLine(before));
}

/**
 * True if the text between two entries leaves what the entry in `place` stands in.
 * @param leads the text before each of both. @param expiryLast true if the second is the one that `place` is of.
 */
export function separates(
  between: string,
  place: Place,
  leads: readonly [string, string],
  expiryLast: boolean,
): boolean {
  if (SECTION.test(between) || /\n-{3}[ \t]*\r?\n/.test(between)) return true;
  if (place === 'element') return leavesParent(between);
  if (leavesBraces(between)) return true;
  // Statements are no entries of an object.
  if (place === 'object') return between.includes(';');
  return place === 'block' && leavesBlock(between, leads, expiryLast);
}

/** True if a brace or a parenthesis is open at the end of `before`, or closes one behind `after`. */
function isEnclosed(before: string, after: string): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    depth += step(before.charCodeAt(at));
    if (depth > 0) return true;
  }
  depth = 0;
  for (let at = 0; at < after.length; at++) {
    depth += step(after.charCodeAt(at));
    if (depth < 0) return true;
  }
  return false;
}

/** True unless every bracket that opens in the text between two entries is closed, and none is that did not open. */
export function leavesBraces(between: string): boolean {
  let depth = 0;
  for (let at = 0; at < between.length; at++) {
    depth += step(between.charCodeAt(at));
    if (depth < 0) return true;
  }
  return depth !== 0;
}

/** 1 for what opens, -1 for what closes, else 0. */
function step(code: number): number {
  if (code === 0x7b || code === 0x5b || code === 0x28) return 1;
  return code === 0x7d || code === 0x5d || code === 0x29 ? -1 : 0;
}

/** Between two elements of one parent: the first ends, others may stand between, the second begins. */
function leavesParent(between: string): boolean {
  let depth = 0;
  for (const tag of between.matchAll(/<(\/?)[A-Za-z][^<>]{0,80}?(\/?)>/g)) {
    if (tag[2] === '/') continue;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth < -1) return true;
  }
  // The tag that opens the second is whole only if its value is what comes next.
  return depth !== (/<[A-Za-z][^<>]{0,80}>\s*$/.test(between) ? 0 : -1);
}

/** Both entries begin in one column, and no line between them or at the second begins further left, or is the next of a list. */
function leavesBlock(between: string, [first, second]: readonly [string, string], expiryLast: boolean): boolean {
  if (!/:\s{0,8}[\\"'`]{0,8}$/.test(expiryLast ? first : second)) return true;
  const column = indentOf(lastLine(first));
  if (!between.includes('\n') || blanksOf(lastLine(second)) !== column) return true;
  const lines = between.split('\n').slice(1, -1);
  return lines.some(line => line.trim() !== '' && blanksOf(line) < column);
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

/** Where the name in a line begins, behind the dashes of a list. */
function indentOf(line: string): number {
  return /^[ \t]*(?:-[ \t]+)*/.exec(line)?.[0].length ?? 0;
}

function blanksOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
