/** Puts what is written down of trees and commits into words. */
import type { Links } from '../../../src/git/trees/links.ts';

/** A line for each, from number `first` on: the object, the base, and the changes. */
export function toldOf(links: Links, first = 0): string[] {
  return Array.from({ length: links.count - first }, (_, i) => {
    const number = first + i;
    const base = links.bases.items[number]!;
    const changes: string[] = [];
    for (let at = links.starts.items[number]!; at < links.endOf(number); at++) {
      const slot = links.slots.items[at]!;
      changes.push(`${slot & 1 ? '-' : '+'}${links.names[slot >> 1]} ${links.things.items[at]}`);
    }
    return [links.objects.items[number], base < 0 ? base : `of ${links.objects.items[base]}`, ...changes].join(', ');
  });
}
