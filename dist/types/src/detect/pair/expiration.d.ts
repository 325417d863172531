/** A time that a text calls an expiry. */
export interface Expiration {
    /** Milliseconds since 1970. */
    readonly time: number;
    /** Where its name starts, with what the name begins with, and where its time ends. */
    readonly start: number;
    readonly end: number;
    /** What the name has before the word for an expiry, letters and digits only, in lower case: `awssession`. */
    readonly prefix: string;
    /** True if the name is in quotes, as the key of an object. */
    readonly quoted: boolean;
    /** True if the name is the word that AWS itself uses in its answers. */
    readonly plain: boolean;
}
/** The expiries in `text`, in their order. */
export declare function expirationsIn(text: string): Expiration[];
