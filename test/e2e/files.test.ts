/** Files, the index and standard input through the built command line: what is found, what is told, how it exits. */
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeZip } from '../generate/archives.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysift, keysiftJson } from './keysift.ts';

// biome-ignore lint/suspicious/noExplicitAny: the report's shape is what tests assert.
const places = (report: any): string[] =>
  report.findings.flatMap((one: { sightings: { where: string; path: string; line: number; via?: string[] }[] }) =>
    one.sightings.map(({ where, path, line, via }) => [where, `${path}:${line}`, ...(via ?? [])].join(' ')),
  );

test('special files: nothing hangs, nothing outside is read, the text of a link is', { timeout: 20_000 }, async () => {
  const folder = new TestRepo(makeFolder());
  const outside = new TestRepo(makeFolder()).write('canary', key(1));
  execFileSync('mkfifo', [
    join(folder.dir, '.env'),
    join(folder.dir, 'a'),
    join(folder.dir, 'b'),
    join(folder.dir, 'c'),
  ]);
  const server = createServer().listen(join(folder.dir, 'socket'));
  for (const [name, target] of Object.entries({
    zero: '/dev/zero',
    passwd: '/etc/passwd',
    up: '..',
    loop: 'loop',
    dangling: 'nowhere',
    canary: join(outside.dir, 'canary'),
    text: `x-${key(2)}`,
  })) {
    symlinkSync(target, join(folder.dir, name));
  }
  folder.write('sparse', '');
  truncateSync(join(folder.dir, 'sparse'), 10 * 2 ** 30);
  const { code, report } = await keysiftJson(['dir', folder.dir, '--max-file-size', '1GiB']);
  server.close();
  expect(places(report)).toEqual(['worktree text:1']);
  expect(report.receipt).toMatchObject({
    complete: true,
    files: { expected: 13, scanned: 7, skipped: { 'special-file': 5, 'max-file-size': 1 } },
  });
  expect(code).toBe(1);
});

test('a folder is scanned with few files open', async () => {
  const folder = new TestRepo(makeFolder());
  for (let i = 0; i < 400; i++) folder.write(`d${i % 20}/f${i}`, i === 333 ? key(1) : 'x');
  const bin = process.env.KEYSIFT_BIN ?? join(import.meta.dirname, '../../dist/cli.js');
  const script = `ulimit -n 64; exec "${process.execPath}" "${bin}" dir . --format json`;
  let stdout = '';
  try {
    execFileSync('sh', ['-c', script], { cwd: folder.dir, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    stdout = String((error as { stdout: Buffer }).stdout);
  }
  expect(JSON.parse(stdout).receipt.files).toMatchObject({ expected: 400, scanned: 400 });
});

describe('one key in every encoding of a file is found:', () => {
  const text = `first\nkey = ${key(3)}\nlast\n`;
  const swapped = Buffer.from(text, 'utf16le').swap16();
  test.each<[string, Buffer]>([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a byte order mark', Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a byte order mark', Buffer.concat([Buffer.of(0xfe, 0xff), swapped])],
    ['UTF-16BE', swapped],
    ['Latin-1 neighbours', Buffer.from(`\xe4\xf6${text}\xfc`, 'latin1')],
    ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['CR alone', Buffer.from(text.replaceAll('\n', '\r'))],
    ['tabs', Buffer.from(text.replaceAll(' ', '\t'))],
    ['NUL padding', Buffer.concat([Buffer.alloc(100), Buffer.from(text), Buffer.alloc(5000)])],
    ['a line of 300 KB', Buffer.from(`${'x, '.repeat(50_000)}${key(3)}${' ,y'.repeat(50_000)}`)],
    ['gzip', gzipSync(text)],
    ['a document that is a zip archive', makeZip([{ name: 'word/document.xml', bytes: `<w>${text}</w>` }])],
  ])('%s', async (_, bytes) => {
    const folder = new TestRepo(makeFolder()).write('file', bytes);
    const { code, report } = await keysiftJson(['dir', folder.dir]);
    expect(report.findings.length).toBe(1);
    expect(code).toBe(1);
  });
});

test('standard input is scanned, of many megabytes and in pieces', async () => {
  const input = Buffer.concat([Buffer.alloc(20 << 20, 'text and more text\n'), Buffer.from(`\n${key(1)}\n`)]);
  const { code, report } = await keysiftJson(['stdin'], { input });
  expect(places(report)).toEqual(['stdin :1103766']);
  expect(input.subarray(0, input.indexOf('AKIA')).filter(byte => byte === 10).length + 1).toBe(1_103_766);
  expect(code).toBe(1);
});

test('a time limit is kept while files are read', async () => {
  const folder = new TestRepo(makeFolder());
  // Holes are read like zeros: more of them than any machine reads in a second.
  for (let i = 0; i < 40; i++) truncateSync(`${folder.write(`f${i}`, '').dir}/f${i}`, 10 * 2 ** 30);
  const { code, report } = await keysiftJson(['dir', folder.dir, '--timeout', '1']);
  expect(code).toBe(2);
  expect(report.receipt.complete).toBe(false);
  expect(JSON.stringify(report.receipt.objects.failed)).toContain('timeout');
});

test('a bound of an archive is exit 2, and policy if a person says so', async () => {
  let bytes = Buffer.from('x');
  for (let i = 0; i < 12; i++) bytes = gzipSync(bytes);
  const folder = new TestRepo(makeFolder()).write('deep.gz', bytes);
  const strict = await keysift(['dir', folder.dir]);
  expect(strict.code).toBe(2);
  expect(strict.stdout).toContain('deep.gz');
  expect((await keysift(['dir', folder.dir, '--accept-unread', 'archive-bound'])).code).toBe(0);
});

test('the working tree, the index and LFS objects each have their say in one scan', async () => {
  const repo = makeRepo();
  repo.commit('x', { a: 'a\n' });
  repo.write('a', `a\n${key(1)}\n`).git('add', 'a');
  repo.write('a', `a\n\n${key(2)}\n`);
  repo.write('.git/lfs/objects/ab/cd/abcd', key(3));
  const { code, report } = await keysiftJson([repo.dir]);
  expect(places(report)).toEqual(
    expect.arrayContaining(['index a:2', 'worktree a:3', 'worktree .git/lfs/objects/ab/cd/abcd:1']),
  );
  expect(report.receipt.complete).toBe(true);
  expect(code).toBe(1);
});

test('what is staged, a range and recent history bring the LFS objects that their pointers name, and no others', async () => {
  const repo = makeRepo();
  const pointer = (oid: string) => `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 24\n`;
  const [before, now] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const first = repo.commit('x', { 'old.bin': pointer(before) });
  repo.write(`.git/lfs/objects/ab/ab/${before}`, key(1)).write(`.git/lfs/objects/cd/cd/${now}`, key(2));
  repo.write('new.bin', pointer(now)).git('add', 'new.bin');
  const look = async (...args: string[]) => {
    const { code, report } = await keysiftJson(args, { cwd: repo.dir });
    return { code, places: places(report), files: report.receipt.files.scanned };
  };
  const only = { code: 1, places: [`worktree .git/lfs/objects/cd/cd/${now}:1`], files: 1 };
  expect(await look('staged')).toEqual(only);
  repo.commit('y', {}, { at: 1_800_000_000 });
  expect(await look('range', `${first}..HEAD`)).toEqual(only);
  expect(await look('history', '--since', '2025-01-01')).toEqual(only);
  expect(await look('range', `HEAD..${first}`)).toEqual({ code: 0, places: [], files: 0 });
});

test.each([['-a'], ['b']])('a hook of `git commit %s` sees what is committed', async how => {
  const repo = makeRepo();
  repo.commit('x', { a: 'a', b: 'b' });
  repo.write('b', key(1));
  const bin = process.env.KEYSIFT_BIN ?? join(import.meta.dirname, '../../dist/cli.js');
  const hook = join(repo.dir, '.git/hooks/pre-commit');
  writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${bin}' staged\n`);
  chmodSync(hook, 0o755);
  expect(() => repo.git('commit', '-q', '-m', 'x', how)).toThrow();
  expect(repo.git('rev-list', '--count', 'HEAD')).toBe('1');
  repo.write('b', 'harmless');
  repo.git('commit', '-q', '-m', 'x', how);
  expect(repo.git('rev-list', '--count', 'HEAD')).toBe('2');
});
