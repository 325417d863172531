/** The safer source of credentials in each kind of place, with the page that explains it. Text only. */
import type { Place } from './place.ts';
/** Where an SDK takes a credential from that stands in a place. */
export type Source = 'code' | 'environment' | 'file' | 'provider' | 'none';
export interface Replacement {
    /** To follow "in": `an ECS task definition`. */
    readonly name: string;
    readonly source: Source;
    /** What to do instead, a sentence without its link. */
    readonly use: string;
    readonly link: string;
}
export declare const REPLACEMENTS: Readonly<Record<Place, Replacement>>;
