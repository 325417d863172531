/**
 * Where what goes on at the start of a zone may have begun: a zone looks back as far as any candidate that touches it, so
 * that it finds what the whole content has there. It looks back over pieces and the gaps between them: lines of a wrapped
 * value, string literals that are one, in whatever escapes. It may go further than a candidate does, never less far.
 */
export declare const IN_GAP: Uint8Array<ArrayBufferLike>;
/** Where a candidate that goes on at `from` may begin. */
export declare function leftEdge(bytes: Buffer, from: number): number;
