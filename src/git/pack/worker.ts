/** A thread of the pack reader. */
export {};
