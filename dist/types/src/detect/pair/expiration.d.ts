/** The first expiry in `text`, milliseconds since 1970, and where its name stands; or undefined. */
export declare function expirationsIn(text: string): {
    readonly at: number;
    readonly time: number;
}[];
