/** Groups places by credential, part and path: one group is one sighting, whatever the number of versions. */
import type { Credential, Part, State } from '../model.ts';
/** Where one object holds a credential. Numbers are places in the order of commits, -1 if no commit has it. */
export interface Place {
    readonly oid: string;
    readonly path: string;
    readonly first: number;
    readonly last: number;
    readonly state: State;
}
interface Seen {
    readonly credential: Credential;
    readonly place: Place;
}
export interface Group {
    readonly part: Part;
    readonly first: Seen;
    readonly last: number;
    readonly versions: number;
    readonly state: State;
    /** The fullest forms of the credential: one, unless an id stands beside different secrets. */
    readonly credentials: readonly Credential[];
}
export declare class Sightings {
    #private;
    add(credential: Credential, part: Part, place: Place): void;
    /** All groups, in an order that does not depend on the order of adding. */
    all(): Group[];
}
/** What a credential is known by: its id, else its secret, else its token, else its value. */
export declare function leadOf(credential: Credential): string;
export {};
