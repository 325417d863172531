/**
 * Tells values that a person made up from those that a machine drew. The bounds are set so that less than one genuine
 * value in 50,000 is taken for a placeholder: a mistake here hides a leak.
 */

/** Long enough not to occur by chance in a random value of 20 to 60 characters. */
const WORDS =
  /your(?:[-_]|aws|key|secret|access)|xxxxx|redact|placeholder|changeme|replace|dummy|secret|insert|sample|foobar|access[-_]?key|notreal|testtest|\.\.\./i;

/** Rows of neighbours that hands type: the alphabet, the digits, the rows of a keyboard. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '0123456789012', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** So many characters in a row are no chance: the pieces of the rows of that length, and their pairs for a first look. */
const ROW_PIECE = 6;
const PIECES_OF_ROWS = new Set<string>();
const IS_PAIR_OF_ROW = new Uint8Array(65_536);
for (const row of ROWS.flatMap(one => [one, [...one].reverse().join('')])) {
  for (let at = 1; at < row.length; at++) IS_PAIR_OF_ROW[pairAt(row, at)] = 1;
  for (let at = ROW_PIECE; at <= row.length; at++) PIECES_OF_ROWS.add(row.slice(at - ROW_PIECE, at));
}

/** True if the body of an access key id (after its prefix) was made up. */
export function isMadeUpBody(body: string): boolean {
  if (/[a-z]/.test(body)) return true;
  return longestRepeat(body) >= 5 || holdsRow(body) || entropy(body) < 2.2 || repeatsItself(body);
}

/** True if a secret or password was made up: a word, a row of keys, or too little variety. */
export function isMadeUp(value: string): boolean {
  return (
    WORDS.test(value) || longestRepeat(value) >= 6 || holdsRow(value) || entropy(value) < 3.0 || repeatsItself(value)
  );
}

/** How often each character up to 255 occurs: filled and emptied by `entropy`. */
const counts = new Uint32Array(256);

/** Shannon entropy of the characters of `text`, in bits for each. No character is above 255. */
export function entropy(text: string): number {
  const length = text.length;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    counts[code] = (counts[code] as number) + 1;
  }
  let bits = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const count = counts[code] as number;
    if (count === 0) continue;
    bits -= (count / length) * Math.log2(count / length);
    counts[code] = 0;
  }
  return bits;
}

function longestRepeat(text: string): number {
  let longest = 0;
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    run = at > 0 && text.charCodeAt(at) === text.charCodeAt(at - 1) ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}

/** True if a piece of `text` stands in one of the rows, forwards or backwards. */
function holdsRow(text: string): boolean {
  const lower = text.toLowerCase();
  let neighbours = 0;
  for (let at = 1; at < lower.length; at++) {
    neighbours = IS_PAIR_OF_ROW[pairAt(lower, at)] === 1 ? neighbours + 1 : 0;
    if (neighbours >= ROW_PIECE - 1 && PIECES_OF_ROWS.has(lower.slice(at + 1 - ROW_PIECE, at + 1))) return true;
  }
  return false;
}

/** The character at `at` and the one before it, as an index. */
function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at - 1) & 255) << 8) | (text.charCodeAt(at) & 255);
}

/** True if `text` is a shorter piece over and over, the last one perhaps cut. */
function repeatsItself(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++) {
    let at = period;
    while (at < text.length && text.charCodeAt(at) === text.charCodeAt(at - period)) at++;
    if (at === text.length) return true;
  }
  return false;
}
