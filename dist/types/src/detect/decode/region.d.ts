/** Names of AWS regions, of every partition. */
/**
 * One region name of any partition, as a source for larger expressions. Case matters.
 * Source: botocore `data/partitions.json` (2026-08), widened to any two-letter area so that a new region is not missed.
 */
export declare const REGION = "(?:us-gov|us-iso[a-z]?|eu-iso[a-z]|eusc-[a-z]{2}|[a-z]{2})-[a-z]{4,16}-\\d{1,2}";
/** True if `name` has the shape of a region name. */
export declare function isRegion(name: string): boolean;
