/**
 * What a detector is: one file, one registry line, one fixture. A detector never searches a content: the finder brings it
 * to each place where one of its anchors stands, in plain text or in text that was decoded (base64, UTF-16, escapes).
 */
import type { Class, Confidence, Facts, Form, Kind, Role } from '../model.ts';
/** The text around an anchor: at most `WINDOW` bytes before it and `REACH + WINDOW` after it, one character a byte. */
export interface Slice {
    readonly text: string;
    /** True if the content begins (ends) where the text does. */
    readonly atStart: boolean;
    readonly atEnd: boolean;
}
/** What a detector says of one anchor: where the value stands in the slice's text, and what it is. */
export interface Verdict {
    readonly start: number;
    readonly end: number;
    /** The value, if it is not the text itself (escapes undone, line breaks taken out). */
    readonly value?: string;
    readonly class: Class;
    readonly confidence: Confidence;
    readonly basis: 'structure' | 'name' | 'entropy';
    readonly slot?: string;
    readonly form?: Form;
    readonly facts: Facts;
    readonly reasons: readonly string[];
}
export interface Detector {
    /** The name of its fixture: `fixtures/detectors/<id>.txt`. */
    readonly id: string;
    readonly kind: Kind;
    readonly role: Role;
    /**
     * ASCII strings of 4 to 24 bytes, case as written; every text that the detector accepts holds one of them.
     * At least one stands where the hot loop looks: at the beginning of a run of 20 or more of `[A-Za-z0-9+/%\\]`, right before
     * one, as its name (with quotes, blanks, `=` and `:` in between), or within `WINDOW` of an access key id in the value.
     */
    readonly anchors: readonly string[];
    /**
     * For a value that holds no constant and has one exact length: the lengths of runs of `[A-Za-z0-9+/]` (with its `=` counted)
     * that the finder brings as well, `at` being the run's start. Base64 of that length is common: refuse by a look at the head.
     */
    readonly runLengths?: readonly number[];
    /**
     * Judges the place where an anchor stands at `at` in `slice.text`. A pure function; time at most linear in the slice.
     * The value must start at most `WINDOW` bytes before the anchor and end at most `REACH` after its own start.
     */
    judge(slice: Slice, at: number): Verdict | undefined;
}
