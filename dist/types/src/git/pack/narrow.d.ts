/**
 * Narrows a catalogue to some objects: what is not wanted, and is no base of what is, is taken out of the families. It reads
 * nothing.
 */
import type { Built } from './build.ts';
/** A catalogue of which only some objects are asked for. */
export interface Narrowed {
    /** Families with something wanted in them; the rest of them is out of reach. */
    readonly built: Built;
    /** Wanted ids (hex) that are not in the catalogue. */
    readonly lost: readonly string[];
}
/** Changes the catalogue of `built`, which then serves nobody else. @param wanted ids (hex), each once. */
export declare function narrow(built: Built, wanted: Iterable<string>): Narrowed;
