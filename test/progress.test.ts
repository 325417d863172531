/** The progress line: there for a person who waits, gone before the report, silent elsewhere. */
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { progressLine, textOf, wantsProgress } from '../src/progress.ts';

/** What a terminal would get: the stream of a test has the few methods of one that are used. */
function terminal() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', piece => {
    text += piece;
  });
  const methods = { isTTY: true, columns: 80, cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  return {
    stream: Object.assign(stream, methods) as unknown as NodeJS.WriteStream,
    read: () => stripVTControlCharacters(text),
  };
}

test('a scan that lasts shows how far it is', async () => {
  const { stream, read } = terminal();
  const line = progressLine(stream, 10);
  line.update({ stage: 'history', done: 1234, expected: 5000 });
  await expect.poll(read, { timeout: 10_000 }).toContain('objects of the history: 1,234 of 5,000 (24 %)');
  line.stop();
});

test('a scan that ends sooner shows nothing', async () => {
  const { stream, read } = terminal();
  const line = progressLine(stream, 50);
  line.update({ stage: 'files', done: 1, expected: 2 });
  line.stop();
  await wait(200);
  expect(read()).toBe('');
});

test('after it was stopped nothing more is drawn', async () => {
  const { stream, read } = terminal();
  const line = progressLine(stream, 1);
  await expect.poll(read, { timeout: 10_000 }).toContain('Reading');
  line.stop();
  const before = read();
  line.update({ stage: 'files', done: 5, expected: 0 });
  await wait(300);
  expect(read()).toBe(before);
});

test('a pipe, a dumb terminal and CI get none', () => {
  expect(wantsProgress({ isTTY: true }, {})).toBe(true);
  expect(wantsProgress({}, {})).toBe(false);
  expect(wantsProgress({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(wantsProgress({ isTTY: true }, { CI: 'true' })).toBe(false);
});

test('an unknown end is not given as a percentage', () => {
  expect(textOf({ stage: 'files', done: 1500, expected: 0 })).toBe('Reading files: 1,500');
});
