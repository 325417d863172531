/**
 * Reads the account out of an access key id, and tells ids that AWS can have made from those it cannot. Offline arithmetic;
 * it never says whether a key is alive. The format is not documented by AWS: use it for confidence, never to drop a key.
 */

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SHAPE = /^A[KS]IA[A-Z2-7]{16}$/;
const OLD_GENERATION = /^A[KS]IA[IJ]/;
const LAST_ACCOUNT = 999_999_999_999;
/** The account's upper 39 bits fill eight characters below a bit that is always set: 40 bits in all. */
const TOP_BIT = 2 ** 39;

/**
 * The 12-digit account that owns `id`, or undefined if it is of the old generation (before about 2019), which does not hold
 * one, or not an id that AWS can have made. Bits 46 to 7 of the first 48 are the account, the bit above them is always set.
 * Source: Tal Be'ery, "A short note on AWS KEY ID" (2023), https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489
 */
export function accountOf(id: string): string | undefined {
  if (!SHAPE.test(id) || OLD_GENERATION.test(id)) return undefined;
  // Eight base32 characters are 40 bits, and twice that stays below 2^53: plain numbers are exact.
  let upper = 0;
  for (let at = 4; at < 12; at++) upper = upper * 32 + BASE32.indexOf(id.charAt(at));
  if (upper < TOP_BIT) return undefined;
  const lowestBit = BASE32.indexOf(id.charAt(12)) >> 4;
  const account = 2 * (upper - TOP_BIT) + lowestBit;
  return account > LAST_ACCOUNT ? undefined : String(account).padStart(12, '0');
}

/**
 * True if AWS can have made `id`. New generation: it holds an account. Old generation: the fifth character is `I` or `J` and
 * the last one `A` or `Q`. A random string of the alphabet passes with probability 0.46.
 * Sources: Aidan Steele 2020, https://awsteele.com/blog/2020/09/26/aws-access-key-format.html;
 * https://github.com/awslabs/git-secrets/pull/57 for the last character.
 */
export function isPossibleId(id: string): boolean {
  if (!SHAPE.test(id)) return false;
  return OLD_GENERATION.test(id) ? /[AQ]$/.test(id) : accountOf(id) !== undefined;
}
