/**
 * True if `list` comes upon what is looked for: it says of each thing to `look` whether that is it, and is stopped at the first.
 * @throws whatever `list` throws before that.
 */
export declare function comesUpon(list: (look: (isIt: boolean) => void) => Promise<unknown>): Promise<boolean>;
