/** Where the reading of a stream stands, for one function to hand to the next: what is local to each is in registers there. */

/** The next byte of input that is not in `buffer`. */
export let input: usize = 0;
/** The next bits. Above the first `count` of them those of the bytes at `input` may stand, or zeros. */
export let buffer: u64 = 0;
export let count: u32 = 0;
/** Where the next byte of output goes. */
export let output: usize = 0;

/** Keeps where the reading stands. @param left bits that are in `bits`: 63 at most. */
export function keepInput(at: usize, bits: u64, left: u32): void {
  input = at;
  buffer = bits;
  count = left;
}

export function keepOutput(at: usize): void {
  output = at;
}
