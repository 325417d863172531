/**
 * Waits for all that runs at the same time, then throws what the first of them in order threw, if any did: so no git is left
 * running behind an error, and it is the same error every time.
 */
export declare function together<const Tasks extends readonly Promise<unknown>[]>(...tasks: Tasks): Promise<{
    -readonly [K in keyof Tasks]: Awaited<Tasks[K]>;
}>;
