/**
 * What an attacker gets: the one table through which every severity goes. The first row that holds decides; the last rows
 * hold for whatever is left of their kind, so that every credential has a row. How sure we are is confidence, not this.
 */
import type { Candidate, Class, Form, Kind, Lifetime, Severity } from '../../model.ts';
/** All that severity depends on. */
export interface SeverityFacts {
    readonly kind: Kind;
    readonly class: Class;
    readonly lifetime: Lifetime;
    readonly basis: Candidate['basis'];
    readonly id: boolean;
    readonly secret: boolean;
    /** Whether there is a session token, and whether its own bytes tell when it was issued. */
    readonly token: 'none' | 'opaque' | 'decoded';
    readonly form?: Form;
    readonly expired?: boolean;
}
export interface Row {
    readonly severity: Severity;
    /** Why, to follow "Critical: ". */
    readonly because: string;
    /** What would make it another severity: a sentence. */
    readonly otherwise: string;
    readonly holds: (facts: SeverityFacts) => boolean;
}
export declare const SEVERITY_TABLE: readonly Row[];
/** The row that decides. Throws if the table has a hole, which a test over every combination rules out. */
export declare function severityRow(facts: SeverityFacts): Row;
/** Why a finding has its severity, as `reasons` has it: `Critical: …`. */
export declare function severityReason({ severity, because }: Row): string;
/** What a finding with these facts is graded. */
export declare function severityOf(facts: SeverityFacts): Severity;
