/**
 * What LZMA chooses its probabilities by, and where each kind of them is in the one array of all.
 * Source: "LZMA specification" of the LZMA SDK (`lzma-specification.txt`).
 */

const STATES = 12;
/** States from here on follow a match, and the byte that would have gone on with it tells something of the next. */
export const FIRST_AFTER_MATCH = 7;
export const POSITIONS = 16;
export const SHORTEST_MATCH = 2;
const LENGTH_ODDS = 2 + POSITIONS * 8 * 2 + 256;
export const LITERAL_ODDS = 0x300;
/** In LZMA2. A stream of LZMA may have more. */
export const MOST_LITERAL_BITS = 4;
/** Distances of smaller slots have a probability for each of their bits. */
export const FIRST_DIRECT_SLOT = 14;
export const ALIGNED_BITS = 4;

/** Where each kind of probability begins in the one array. */
export const IS_MATCH = 0;
export const IS_REPEAT = IS_MATCH + STATES * POSITIONS;
export const IS_NOT_FIRST = IS_REPEAT + STATES;
export const IS_NOT_SECOND = IS_NOT_FIRST + STATES;
export const IS_NOT_THIRD = IS_NOT_SECOND + STATES;
export const IS_LONG = IS_NOT_THIRD + STATES;
export const SLOT = IS_LONG + STATES * POSITIONS;
export const SPECIAL = SLOT + 4 * 64;
export const ALIGNED = SPECIAL + 115;
export const MATCH_LENGTH = ALIGNED + 16;
export const REPEAT_LENGTH = MATCH_LENGTH + LENGTH_ODDS;
export const LITERAL = REPEAT_LENGTH + LENGTH_ODDS;

/** What the first byte of the properties says: how many bits of what choose the probabilities. */
interface Properties {
  readonly literalBits: number;
  readonly literalPositionBits: number;
  readonly positionBits: number;
}

/** Takes the first byte of the properties apart. Undefined if it is not allowed. */
export function lzmaProperties(byte: number): Properties | undefined {
  const positionBits = Math.floor(byte / 45);
  if (positionBits > 4) return undefined;
  return { literalBits: byte % 9, literalPositionBits: Math.floor(byte / 9) % 5, positionBits };
}
