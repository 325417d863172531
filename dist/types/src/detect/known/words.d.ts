/**
 * Tells names, paths and text in base64 from what a machine drew at random. The bounds are counted on a million random values
 * of 40 characters; each function says what share of them it takes for words.
 */
/**
 * True if at least `share` of `value` is made of words, as in `AwsS3BucketServerSideEncryptionByDefault`, or an eighth more with
 * words of two letters: 0.75 takes 1 in 50,000 random values, 0.6 takes 1 in 600.
 */
export declare function readsLikeWords(value: string, share: number): boolean;
/** True for a name that CloudFormation or the CDK gave, with eight digits of a digest behind it: 1 in 65,000. */
export declare function isLogicalId(value: string): boolean;
/** True for a path: at least two slashes, and hardly anything but words between them. Less than 1 in 100,000. */
export declare function isPath(value: string): boolean;
/** True if `value` is base64 of nothing but ASCII that can be read: a date, JSON, words. One random value of 40 in 10^13. */
export declare function isTextInBase64(value: string): boolean;
