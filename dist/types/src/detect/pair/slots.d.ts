/**
 * Finds the name that a value is assigned to, in whatever language, and says how much that name speaks for a secret access
 * key. Tolerant to case, separators, affixes and slips of the pen; never so much that a git object id gets a name.
 */
/** The name of a value, normalised: lower case, letters and digits only. */
export interface Slot {
    readonly name: string;
    /** What is called with the value, if a call stands between both, as in `secret: aws.String("…")`. */
    readonly call?: string;
}
/** `aws`: can only be meant for an AWS secret. `generic`: for some secret. `harmless`: for a digest or the like. */
export type Strength = 'aws' | 'generic' | 'other' | 'harmless';
/**
 * The name before a value, `before` being the text up to it: `NAME = "`, `"NAME": "`, `<NAME>`, `NAME', '`, `name: NAME⏎ value: `,
 * `variable "NAME" { default = "`, `Secret Access Key [None]: `, `NAME: aws.String("`. Undefined if a word in between breaks the bond.
 */
export declare function slotBefore(before: string): Slot | undefined;
/** The name in a pair that has the value first: `value: V⏎ name: NAME`, `"Value": "V", "Name": "NAME"`. */
export declare function slotAfter(before: string, after: string): Slot | undefined;
/** How much a normalised name speaks for a secret access key. */
export declare function strengthOf(name: string): Strength;
