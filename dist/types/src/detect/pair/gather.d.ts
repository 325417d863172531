/**
 * From occurrences to drafts: one credential, wherever it is seen. The order of the occurrences does not matter. Nothing is
 * graded here, and no occurrence is dropped: what is not the best evidence stays as a sighting or as a reason.
 */
import type { Credential, Facts, Form, Occurrence, Parts, Role, Sighting } from '../../model.ts';
import type { Secret } from '../../secret.ts';
/** A finding before it is graded. */
export interface Draft {
    readonly fingerprint: string;
    /** The best-evidenced credential, with parts and facts that only other occurrences know filled in. */
    readonly credential: Credential;
    /** Every occurrence, in order of its place. */
    readonly occurrences: readonly Occurrence[];
    /** One for each place, in order. */
    readonly sightings: readonly Sighting[];
    /** The document that decides its severity: a telling one if any place has it, a harmless one only if all places do. */
    readonly form?: Form;
    /** What gathering itself has to say: sentences for a person. */
    readonly reasons: readonly string[];
}
/** A key id in one of these is told by a protocol or a log; it says nothing of a secret near by. */
export declare const HARMLESS_FORMS: ReadonlySet<Form>;
/** One draft for each credential in `occurrences`, in order of fingerprint. */
export declare function gather(occurrences: Iterable<Occurrence>): Draft[];
/** The values of a credential's parts. */
export declare function secretsOf(parts: Parts): Partial<Record<Role, Secret>>;
export declare const CONFIDENCE: {
    readonly high: 2;
    readonly medium: 1;
    readonly low: 0;
};
/**
 * Facts of the best one first. Of times the latest counts: an early expiry that one place claims must not make a
 * credential pass for expired that another place knows to live longer.
 */
export declare function mergeFacts(credentials: readonly Credential[]): Facts;
