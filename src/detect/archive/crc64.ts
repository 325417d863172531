/** The CRC64 of ECMA-182 as xz has it: bits reversed, inverted before and after. In halves of 32 bits, as bigints are slow. */

/** The halves of the reversed polynomial. */
const POLYNOMIAL_LOW = 0xd7870f42;
const POLYNOMIAL_HIGH = 0xc96c5795;

/** The halves of the checksum of each byte. They are made when they are needed, which is seldom. */
let tables: { readonly lows: Int32Array; readonly highs: Int32Array } | undefined;

function makeTables() {
  const lows = new Int32Array(256);
  const highs = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [low, high] = [byte, 0];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) !== 0;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (!isOdd) continue;
      low ^= POLYNOMIAL_LOW;
      high ^= POLYNOMIAL_HIGH;
    }
    lows[byte] = low;
    highs[byte] = high;
  }
  return { lows, highs };
}

/** The checksum, little-endian. */
export function crc64(bytes: Buffer): Buffer {
  tables ??= makeTables();
  const { lows, highs } = tables;
  let low = -1;
  let high = -1;
  for (let at = 0; at < bytes.length; at++) {
    const index = (low ^ bytes[at]!) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ lows[index]!;
    high = (high >>> 8) ^ highs[index]!;
  }
  const made = Buffer.alloc(8);
  made.writeInt32LE(~low, 0);
  made.writeInt32LE(~high, 4);
  return made;
}
