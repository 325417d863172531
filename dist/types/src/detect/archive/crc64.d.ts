/** The CRC64 of ECMA-182 as xz has it: bits reversed, inverted before and after. In halves of 32 bits, as bigints are slow. */
/** The checksum, little-endian. */
export declare function crc64(bytes: Buffer): Buffer;
