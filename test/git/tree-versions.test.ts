import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TreeVersions } from '../../src/git/tree-versions.ts';

interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

const entry = fc.record({
  mode: fc.constantFrom('100644', '40000', '160000'),
  name: fc.string({ unit: fc.constantFrom('a', 'b', '0', ' ', '1', '\xff'), minLength: 1, maxLength: 60 }),
  // Few ids, so that versions have much in common; with bytes that look like entries.
  id: fc.constantFrom('100644 a\0'.padEnd(20, 'x'), 'b'.repeat(20), '\0'.repeat(20), '40000 aaaaaaaaaaaaaa'),
});

const many = { minLength: 0, maxLength: 120 };

test('walks every entry that the version before did not have, whatever changed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(entry, many), { minLength: 1, maxLength: 6 }), fc.boolean(), (lists, sorted) => {
      const versions = new TreeVersions(20);
      let before = new Set<string>();
      for (const list of lists) {
        // Both ends are the same in all, so that each is compared with the one before.
        const all = [same('!'), same('!!'), ...(sorted ? list.toSorted(byName) : list), same('\xff'.repeat(60))];
        const walked: string[] = [];
        const tree = Buffer.from(all.map(text).join(''), 'latin1');
        const whole = versions.walk(tree, cursor => {
          walked.push(tree.toString('latin1', cursor.nameStart, cursor.end));
        });
        expect(whole).toBe(true);
        const now = all.map(one => `${one.name}\0${one.id}`);
        for (const one of now) if (!before.has(one)) expect(walked).toContain(one);
        for (const one of walked) expect(now).toContain(one);
        before = new Set(now);
      }
    }),
    { numRuns: 2000 },
  );
});

test('walks only the entry that changed, was added or came after one that was removed', () => {
  const versions = new TreeVersions(20);
  const list = Array.from({ length: 500 }, (_, i) => ({ mode: '100644', name: `file${1000 + i}`, id: 'a'.repeat(20) }));
  const walk = (entries: readonly Entry[]) => {
    const names: string[] = [];
    const tree = Buffer.from(entries.map(text).join(''), 'latin1');
    versions.walk(tree, cursor => names.push(tree.toString('latin1', cursor.nameStart, cursor.nameEnd)));
    return names;
  };
  expect(walk(list)).toHaveLength(500);
  expect(walk(list)).toEqual([]);
  const edited = list.with(17, { ...list[17]!, id: 'b'.repeat(20) }).with(400, { ...list[400]!, id: 'c'.repeat(20) });
  expect(walk(edited)).toEqual(['file1017', 'file1400']);
  const added = edited.toSpliced(300, 0, { mode: '40000', name: 'file1299a', id: 'd'.repeat(20) });
  expect(walk(added)).toEqual(['file1299a']);
  expect(walk(added.toSpliced(100, 3))).toEqual([]);
  expect(walk(added.toSpliced(100, 3).with(5, { ...list[5]!, mode: '40000' }))).toEqual(['file1005']);
});

test('says that a malformed tree is malformed, and compares nothing with it', () => {
  const versions = new TreeVersions(20);
  const good = Buffer.from(text({ mode: '100644', name: 'a', id: 'a'.repeat(20) }), 'latin1');
  expect(versions.walk(Buffer.concat([good, Buffer.from('100644 b')]), () => {})).toBe(false);
  let walked = 0;
  expect(versions.walk(good, () => walked++)).toBe(true);
  expect(walked).toBe(1);
});

function text(one: Entry): string {
  return `${one.mode} ${one.name}\0${one.id}`;
}

function same(name: string): Entry {
  return { mode: '100644', name, id: 'c'.repeat(20) };
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
