/**
 * How little two candidates of one content belong together: a number, the smaller the closer. Structure counts before
 * distance: names that match, an object or section that ends in between, another id in between.
 */
import type { Candidate } from '../../model.ts';

/** Pairs that cost more are not made. */
export const MOST_COST = 900;
/** Up to this cost the parts stand in one object, section, block, row or call. */
export const STRUCTURE_COST = 160;
/** No two cost less: names that match, and nothing against them. */
export const LEAST_COST = -120;
/** Further apart than this nothing is said of structure. */
export const NEAR = 3072;

const BYTES_FOR_ONE = 12;

/** What two candidates cost, `between` being the text from the end of one to the start of the other. */
export function costOf(first: Candidate, second: Candidate, between: string): number {
  let cost = between.length / BYTES_FOR_ONE;
  cost += affixCost(first.slot, second.slot);
  cost += boundaryCost(between);
  // An id most often comes first; of two secrets at equal distance the one behind it is meant.
  if (second.role === 'accessKeyId') cost += 15;
  for (const one of [first, second]) {
    if (one.role === 'secretAccessKey' && one.basis !== 'name') cost += one.basis === 'entropy' ? 60 : 20;
  }
  return cost;
}

/** Ends of sections, objects, elements and blocks that the text passes. */
function boundaryCost(between: string): number {
  let cost = 0;
  const lines = between.includes('\n');
  if (lines && /\n[ \t]{0,16}\[[^\]\n]{1,80}\][ \t]{0,16}\r?\n/.test(between)) cost += 350;
  if (lines && /\n-{3}[ \t]{0,8}\r?\n/.test(between)) cost += 300;
  if (leavesObject(between) || leavesElement(between)) cost += isNamePair(between) ? 20 : 150;
  const blankLines = lines ? (between.match(/\n[ \t]{0,16}\r?\n/g)?.length ?? 0) : 0;
  return cost + 30 * Math.min(blankLines, 4);
}

/** An object ends and another begins. */
function leavesObject(between: string): boolean {
  let depth = 0;
  let least = 0;
  for (let i = 0; i < between.length; i++) {
    const code = between.charCodeAt(i);
    if (code === 0x7b || code === 0x5b || code === 0x28) {
      depth++;
      if (least < 0 && depth > least) return true;
    } else if (code === 0x7d || code === 0x5d || code === 0x29) {
      depth--;
      if (depth < least) least = depth;
    }
  }
  return false;
}

/** An XML element that holds more than one value ends, and another begins. */
function leavesElement(between: string): boolean {
  let depth = 0;
  let least = 0;
  if (!between.includes('<')) return false;
  for (const tag of between.matchAll(/<(\/?)[A-Za-z][^<>]{0,80}?(\/?)>/g)) {
    if (tag[2] === '/') continue;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth < least) least = depth;
    else if (least < -1 && depth > least) return true;
  }
  return false;
}

/** `"name": …, "value": …` in objects of their own: the list of them is what holds the parts together. */
function isNamePair(between: string): boolean {
  return /name/i.test(between) && /value/i.test(between) && between.length < 400;
}

const CORE =
  /aws|amazon|amzn|access|secret|key|id|session|security|token|credentials?|config|value|user(?:name)?|password|smtp|process|env|default|the/g;

/** Names that differ by what they are about, `prod` and `dev`, belong to different keys. */
function affixCost(first: string | undefined, second: string | undefined): number {
  if (first === undefined || second === undefined) return 0;
  const [a, b] = [affixOf(first), affixOf(second)];
  if (a === b) return a === '' ? 0 : LEAST_COST;
  return a === '' || b === '' ? 40 : 260;
}

/** What a name has beyond the words for keys: `prod`, `dev`, empty. */
export function affixOf(name: string): string {
  return name.replace(CORE, '');
}
