/**
 * Tells values that a person made up from those that a machine drew. The bounds are set so that less than one genuine
 * value in 50,000 is taken for a placeholder: a mistake here hides a leak.
 */
/** True if the body of an access key id (after its prefix) was made up. */
export declare function isMadeUpBody(body: string): boolean;
/** True if a secret or password was made up: a word, a row of keys, or too little variety. */
export declare function isMadeUp(value: string): boolean;
/** Shannon entropy of the characters of `text`, in bits for each. No character is above 255. */
export declare function entropy(text: string): number;
