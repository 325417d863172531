/**
 * Where archives are opened. Whoever scans many contents may have a faster way to unpack a member and to see that there is
 * nothing in it; without one both is done here. What is found is the same.
 */
import type { Scout } from '../find/find.ts';
import type { SilentMembers } from './silent.ts';
/** What a deflate stream holds, and how many bytes of input it has. */
export interface Unpacked {
    readonly kind: 'bytes';
    readonly bytes: Buffer;
    readonly consumed: number;
}
export interface Workplace {
    /** Deflated members in which nothing was found. */
    readonly silent: SilentMembers;
    /**
     * Inflates the raw deflate stream at the start of `packed` into at most `most` bytes, if it is a whole one: as zlib would.
     * @returns undefined of any other stream, or if there is no room. The bytes are valid until they are released.
     */
    inflate(packed: Buffer, most: number): Unpacked | undefined;
    /** The same bytes where it can look at them, until they are released. @returns undefined if they are there, or if there is no room. */
    hold(bytes: Buffer): Buffer | undefined;
    /** Lets bytes go that `inflate` or `hold` gave. Of any others it knows nothing. */
    release(bytes: Buffer): void;
    /**
     * Tells quickly where in some zones of a content there may be a candidate, ascending pairs of starts and ends: what it leaves
     * out touches none. They are valid until it is asked again.
     * @param zones ascending pairs, too; the whole content if there are none given. @returns undefined if it cannot tell.
     */
    marks(bytes: Buffer, zones?: Int32Array): Int32Array | undefined;
    /** Looks through a content for the finder, until anything else is asked. @returns undefined if it cannot. */
    scout(bytes: Buffer): Scout | undefined;
}
