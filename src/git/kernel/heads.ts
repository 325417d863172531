/** What ids and session tokens begin with, as they are and in base64: the twin is `src/detect/find/triggers.ts`. */

export function isKorS(byte: u8): bool {
  return byte === 0x4b || byte === 0x53;
}

/** `AKIA` or `ASIA`. */
export function isIdHead(at: usize): bool {
  return load<u8>(at) === 0x41 && load<u8>(at, 2) === 0x49 && load<u8>(at, 3) === 0x41 && isKorS(load<u8>(at, 1));
}

/**
 * Where the group of four begins that the `A` of an encoded id stands in, if one of its three forms begins at `at`; else 0.
 */
export function groupOfEncodedId(at: usize): usize {
  const four = load<u32>(at);
  const fifth = load<u8>(at, 4);
  // QUtJQ, QVNJQ
  if (four === 0x4a745551 || four === 0x4a4e5651) return fifth === 0x51 ? at : 0;
  // FLSU, FTSU: one byte in
  if (four === 0x55534c46 || four === 0x55535446) return at - 2;
  // BS0lB, BU0lB: two bytes in
  return (four === 0x6c305342 || four === 0x6c305542) && fifth === 0x42 ? at - 3 : 0;
}

/** `IQo`, `Ago`, `FQo`, `Fwo`, `AQo`. */
export function isTokenHead(at: usize): bool {
  if (load<u8>(at, 2) !== 0x6f) return false;
  const first = load<u8>(at);
  const second = load<u8>(at, 1);
  return (
    (first === 0x49 || first === 0x41 || first === 0x46) && (second === 0x51 || second === 0x67 || second === 0x77)
  );
}

/** The same in base64: `SVFv`, `QWdv`, `RlFv`, `Rndv`, `QVFv`. */
export function isEncodedTokenHead(at: usize): bool {
  if (load<u8>(at, 3) !== 0x76) return false;
  const three = load<u32>(at) & 0xffffff;
  return three === 0x465653 || three === 0x645751 || three === 0x466c52 || three === 0x646e52 || three === 0x465651;
}
