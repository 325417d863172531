import { expect, test } from 'vitest';
import { Books } from '../../src/receipt.ts';
import { Remarks } from '../../src/sources/remarks.ts';

test('notes come in the same order, whichever content called for one first', () => {
  const opaque = { credentials: [], unread: [], opaque: 1 };
  const pointer = { credentials: [], unread: [], opaque: 0, lfsPointer: 'a'.repeat(64) };
  const notes = [
    [opaque, pointer],
    [pointer, opaque],
  ].map(scans => {
    const books = new Books();
    const remarks = new Remarks('history', books);
    for (const scan of scans) remarks.scanned(scan, '');
    remarks.write();
    return books.close('full history', 0, 0, '0', new Set()).notes;
  });
  expect(notes[0]).toHaveLength(2);
  expect(notes[1]).toEqual(notes[0]);
});
