/** True if the text around a secret says that it is of another store. Looks at what it is given only. */
export declare function isOfAnotherStore(before: string, after: string): boolean;
