/**
 * Where a credential stands in the credential provider chain, by the places where it was found: which source it is to an SDK,
 * which safer one replaces it there, and which one it shadows.
 * Order: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html, and the chains of the SDKs themselves
 * (JavaScript v3 credential-provider-node, botocore create_credential_resolver, Java v2 DefaultCredentialsProvider, Go v2
 * config/resolve_credentials).
 */
import type { Form, Kind, Occurrence, Sighting } from '../../model.ts';
import { type Replacement } from '../advice/replacement.ts';
/** What is known of the places, each kind of place once: those that still have it first. */
export interface Link {
    readonly replacement: Replacement;
    /** One sentence for each safer source that the same file names. */
    readonly shadows: readonly string[];
}
/** At most three links for a finding, from its occurrences. Empty for a kind that no SDK looks for by the chain. */
export declare function chainOf(kind: Kind, form: Form | undefined, occurrences: readonly Occurrence[]): Link[];
/** The advice of each link: one step a place. */
export declare function replaceSteps(links: readonly Link[]): string[];
/** Where the places of a finding stand in the chain: one sentence for each kind of place, at most three. */
export declare function chainStory(kind: Kind, form: Form | undefined, sightings: readonly Sighting[]): string[];
