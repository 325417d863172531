/**
 * A value that cannot print itself. Only `reveal()` gives it out, and only a reporter that was asked to show secrets, a
 * fingerprint or a decoder has a reason to call that.
 */
import { inspect } from 'node:util';
export declare class Secret {
    #private;
    constructor(value: string);
    /** The value itself. */
    reveal(): string;
    get length(): number;
    equals(other: Secret): boolean;
    toString(): string;
    toJSON(): string;
    [inspect.custom](): string;
}
