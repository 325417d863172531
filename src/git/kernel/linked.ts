/** Writes down what the trees and commits hold that are walked. What is odd is left to the caller of the walk. */
import { COMMIT, objectOf, TREE } from './entry';
import { AT, BITS, flagsOf, LENGTH, NUMBER, top } from './frames';
import { firstOf } from './ids';
import { linkChild, linkCommit, linkTree } from './links';

/** As in `pack/catalogue.ts`. */
const AGAIN: u8 = 1;

/** Takes an object that is made of no other. False if it is left. */
export function isLinkedWhole(entry: u32, type: u32, at: usize, length: u32, bits: usize): bool {
  return type === TREE ? linkTree(first(entry), at, length, bits) === 0 : isLinkedCommit(entry, type, at, length);
}

/** The same for one that the last delta made of the version on top. */
export function isLinkedChild(
  entry: u32,
  type: u32,
  at: usize,
  length: u32,
  copies: u32,
  brief: bool,
  bits: usize,
): bool {
  if (type !== TREE) return isLinkedCommit(entry, type, at, length);
  const baseBits = load<u32>(top, BITS);
  if (baseBits === 0) return linkTree(first(entry), at, length, bits) === 0;
  const base = load<u32>(top, AT);
  const baseLength = load<u32>(top, LENGTH);
  const number = load<u32>(top, NUMBER);
  return linkChild(first(entry), at, length, bits, number, base, baseLength, baseBits, copies, brief) === 0;
}

function isLinkedCommit(entry: u32, type: u32, at: usize, length: u32): bool {
  return type === COMMIT && linkCommit(first(entry), at, length) === 0;
}

/** The object that an entry stands for, or the first that has its id. */
function first(entry: u32): u32 {
  const object = objectOf(entry);
  return flagsOf(object) & AGAIN ? firstOf(object) : object;
}
