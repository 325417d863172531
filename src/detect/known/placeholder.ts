/**
 * Tells values that a person made up from those that a machine drew. The bounds are set so that less than one genuine
 * value in 50,000 is taken for a placeholder: a mistake here hides a leak.
 */

/** Long enough not to occur by chance in a random value of 20 to 60 characters. */
const WORDS =
  /your(?:[-_]|aws|key|secret|access)|xxxxx|redact|placeholder|changeme|replace|dummy|secret|insert|sample|foobar|access[-_]?key|notreal|testtest|\.\.\./i;

/** Rows of neighbours that hands type: the alphabet, the digits, the rows of a keyboard. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '0123456789012', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** True if the body of an access key id (after its prefix) was made up. */
export function isMadeUpBody(body: string): boolean {
  if (/[a-z]/.test(body)) return true;
  return longestRepeat(body) >= 5 || longestRow(body) >= 6 || entropy(body) < 2.2 || repeatsItself(body);
}

/** True if a secret or password was made up: a word, a row of keys, or too little variety. */
export function isMadeUp(value: string): boolean {
  return (
    WORDS.test(value) ||
    longestRepeat(value) >= 6 ||
    longestRow(value) >= 6 ||
    entropy(value) < 3.0 ||
    repeatsItself(value)
  );
}

/** Shannon entropy of the characters of `text`, in bits for each. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function longestRepeat(text: string): number {
  let longest = 0;
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    run = at > 0 && text[at] === text[at - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The longest piece of `text` that stands in one of the rows, forwards or backwards. */
function longestRow(text: string): number {
  const lower = text.toLowerCase();
  const reversed = [...lower].reverse().join('');
  let longest = 0;
  for (const row of ROWS) {
    for (const one of [lower, reversed]) longest = Math.max(longest, longestShared(one, row));
  }
  return longest;
}

function longestShared(text: string, row: string): number {
  let longest = 0;
  for (let at = 0; at < text.length; at++) {
    while (at + longest < text.length && row.includes(text.slice(at, at + longest + 1))) longest++;
  }
  return longest;
}

/** True if `text` is a shorter piece over and over, the last one perhaps cut. */
function repeatsItself(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.slice(period) === text.slice(0, text.length - period)) return true;
  }
  return false;
}
