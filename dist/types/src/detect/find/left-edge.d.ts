/**
 * Where what goes on at the start of a zone may have begun: a zone looks back as far as any candidate that touches it, so
 * that it finds what the whole content has there.
 */
/** Where a candidate that goes on at `from` may begin: its pieces may be lines and string literals by turns. */
export declare function leftEdge(bytes: Buffer, from: number): number;
