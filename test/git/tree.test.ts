import { expect, test } from 'vitest';
import { headerIds } from '../../src/git/naming.ts';
import { scanTree, TreeCursor } from '../../src/git/tree.ts';

const ID = `AK${'IA'}${'QZ7M'.repeat(4)}`;

function tree(entries: readonly [mode: string, name: string, id?: number][], idBytes = 20): Buffer {
  return Buffer.concat(
    entries.flatMap(([mode, name, id = 1]) => [Buffer.from(`${mode} ${name}\0`), Buffer.alloc(idBytes, id)]),
  );
}

test('walks the entries of a tree with ids of 20 and of 32 bytes', () => {
  for (const idBytes of [20, 32]) {
    const bytes = tree([['100644', 'a b', 0], ['40000', 'dir', 32], ['160000', 'sub']], idBytes); // biome-ignore format: one line
    const cursor = new TreeCursor(bytes, idBytes);
    const seen: string[] = [];
    let at = 0;
    for (; cursor.read(at); at = cursor.end)
      seen.push(`${bytes.toString('latin1', cursor.nameStart, cursor.nameEnd)} ${cursor.kind} ${cursor.isSubmodule}`);
    expect(seen).toEqual(['a b blob false', 'dir tree false', 'sub blob true']);
    expect(at).toBe(bytes.length);
  }
});

test('finds a key in a name, never across names, and each is a credential of its own', () => {
  const bytes = tree([['100644', `x-${ID}.txt`], ['100644', ID.slice(0, 12)], ['40000', ID]]); // biome-ignore format: one line
  const { credentials } = scanTree(bytes, 20);
  expect(credentials.map(one => bytes.toString('latin1', one.start, one.end))).toEqual([ID, ID]);
});

test('stops at a malformed entry and still judges what follows', () => {
  const bytes = Buffer.concat([tree([['100644', 'fine']]), Buffer.from(`junk ${ID} `)]);
  expect(scanTree(bytes, 20).credentials).toHaveLength(1);
  expect(new TreeCursor(bytes, 20).read(31)).toBe(false);
});

test('reads the ids of commit and tag headers and never those of their text', () => {
  const id = (digit: string) => digit.repeat(40);
  const named: string[] = [];
  const note = (name: string, kind: string) => named.push(`${kind} ${name[0]}`);
  headerIds(
    'commit',
    Buffer.from(`tree ${id('1')}\nparent ${id('2')}\nparent ${id('3')}\nauthor x\n\ntree ${id('4')}\n`),
    note,
  );
  headerIds('tag', Buffer.from(`object ${id('5')}\ntype blob\ntag x\n\nobject ${id('6')}\ntype tree\n`), note);
  headerIds('commit', Buffer.from(`\ntree ${id('7')}`), note);
  headerIds('commit', Buffer.alloc(0), note);
  expect(named).toEqual(['tree 1', 'parent 2', 'parent 3', 'blob 5']);
});
