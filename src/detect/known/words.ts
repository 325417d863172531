/**
 * Tells names, paths and text in base64 from what a machine drew at random. The bounds are counted on a million random values
 * of 40 characters; each function says what share of them it takes for words.
 */

/** Words of an identifier: `Context`, `data`; and with the shortest, `Of`, `id`. */
const WORD = /[A-Z]?[a-z]{3,}/g;
const SHORT_WORD = /[A-Z]?[a-z]{2,}/g;
const SHORT_MORE = 1 / 8;
/** What stands between the slashes of a path: words, an acronym, a number, a short id in hex. */
const SEGMENT = /^(?:[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*|[A-Z]{3,}|\d{1,4}|[0-9a-f]{8,})$/;

/**
 * True if at least `share` of `value` is made of words, as in `AwsS3BucketServerSideEncryptionByDefault`, or an eighth more with
 * words of two letters: 0.75 takes 1 in 50,000 random values, 0.6 takes 1 in 600.
 */
export function readsLikeWords(value: string, share: number): boolean {
  return covered(value, WORD) >= share || covered(value, SHORT_WORD) >= share + SHORT_MORE;
}

function covered(value: string, words: RegExp): number {
  let letters = 0;
  words.lastIndex = 0;
  for (let word = words.exec(value); word !== null; word = words.exec(value)) letters += word[0].length;
  return letters / value.length;
}

/** True for a name that CloudFormation or the CDK gave, with eight digits of a digest behind it: 1 in 65,000. */
export function isLogicalId(value: string): boolean {
  return /[0-9A-F]{8}$/.test(value);
}

/** True for a path: at least two slashes, and hardly anything but words between them. Less than 1 in 100,000. */
export function isPath(value: string): boolean {
  const segments = value.split('/');
  const words = segments.filter(one => SEGMENT.test(one));
  if (segments.length >= 4 && words.length >= 3) return true;
  const letters = words.reduce((sum, one) => sum + one.length, segments.length - 1);
  return segments.length >= 3 && words.length >= 2 && letters >= 0.8 * value.length;
}

/** True if `value` is base64 of nothing but ASCII that can be read: a date, JSON, words. One random value of 40 in 10^13. */
export function isTextInBase64(value: string): boolean {
  return /^[\t\n\r\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1'));
}
