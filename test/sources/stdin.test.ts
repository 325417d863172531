import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { stdinOccurrences } from '../../src/sources/stdin.ts';
import { drain, key } from './scanning.ts';

const signal = new AbortController().signal;

test('finds a key in pieces of any size, at its line', async () => {
  const text = Buffer.from(`one\ntwo\n  ${key(1)}\n`);
  for (const size of [1, 7, 100]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.subarray(i * size, (i + 1) * size),
    );
    const { told, receipt } = await drain(books => stdinOccurrences(Readable.from(pieces), { signal }, books));
    expect(told).toEqual([`:3:3 ${key(1)}`]);
    expect(receipt).toMatchObject({ complete: true, bytes: text.length, files: { expected: 1, scanned: 1 } });
  }
});

test('empty input is read whole', async () => {
  const { receipt } = await drain(books => stdinOccurrences(Readable.from([]), { signal }, books));
  expect(receipt).toMatchObject({ complete: true, bytes: 0, files: { expected: 1, scanned: 1 } });
});

test('input that breaks off is a failure, and what came before it is told', async () => {
  async function* broken() {
    yield Buffer.from(`${key(1)}\n`);
    throw Object.assign(new Error('x'), { code: 'EIO' });
  }
  const { told, receipt } = await drain(books => stdinOccurrences(broken(), { signal }, books));
  expect(told).toEqual([`:1:1 ${key(1)}`]);
  expect(receipt).toMatchObject({ complete: false, files: { failed: [{ class: 'unreadable', what: '-' }] } });
});

test('500 MB pass through in little memory', { timeout: 60_000 }, async () => {
  async function* much() {
    const piece = Buffer.alloc(1 << 20, 'some text of no importance\n');
    for (let i = 0; i < 500; i++) yield piece;
    yield Buffer.from(`\n${key(1)}`);
  }
  const before = process.memoryUsage().rss;
  const { told } = await drain(books => stdinOccurrences(much(), { signal }, books));
  expect(told.length).toBe(1);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
});
