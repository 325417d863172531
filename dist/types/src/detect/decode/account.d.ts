/**
 * Reads the account out of an access key id, and tells ids that AWS can have made from those it cannot. Offline arithmetic;
 * it never says whether a key is alive. The format is not documented by AWS: use it for confidence, never to drop a key.
 */
/**
 * The 12-digit account that owns `id`, or undefined if it is of the old generation (before about 2019), which does not hold
 * one, or not an id that AWS can have made. Bits 46 to 7 of the first 48 are the account, the bit above them is always set.
 * Source: Tal Be'ery, "A short note on AWS KEY ID" (2023), https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489
 */
export declare function accountOf(id: string): string | undefined;
/**
 * True if AWS can have made `id`. New generation: it holds an account. Old generation: the fifth character is `I` or `J` and
 * the last one `A` or `Q`. A random string of the alphabet passes with probability 0.46.
 * Sources: Aidan Steele 2020, https://awsteele.com/blog/2020/09/26/aws-access-key-format.html;
 * https://github.com/awslabs/git-secrets/pull/57 for the last character.
 */
export declare function isPossibleId(id: string): boolean;
