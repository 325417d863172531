/** The command line as a person meets it: help, mistakes, exit statuses. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keysift } from './keysift.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysift-usage-'));
writeFileSync(join(folder, 'clean.txt'), 'nothing here\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('help and version', () => {
  test.each([['--help'], ['-h'], ['scan', '--help'], ['range', '--help']])(
    '%s exits 0 and fits 80 columns',
    async (...args) => {
      const { code, stdout, stderr } = await keysift(args);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
    },
  );

  test('--help shows examples and the exit statuses', async () => {
    const { stdout } = await keysift(['--help']);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('keysift range origin/main..HEAD');
    expect(stdout).toMatch(/Exit status: 0 all read/);
  });

  test('--version prints the version alone', async () => {
    expect(await keysift(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });
});

describe('mistakes exit 2 with one line that says what to do', () => {
  const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown option', ['--nonsense'], /nonsense.*--help/i],
    ['an unknown severity', ['dir', '--fail-on', 'terrible'], /--fail-on takes one of critical, high/],
    ['an unknown format', ['dir', '--format', 'xml'], /--format takes human, json/],
    ['a format without its file', ['dir', '--format', 'json='], /needs a file name/],
    ['two reports for one place', ['dir', '--format', 'json', '--format', 'human'], /sarif=out\.sarif/],
    ['two reports for one file', ['dir', '--format', 'json=x', '--format', 'sarif=./x'], /into one file/],
    ['no threads', ['dir', '--jobs='], /--jobs takes a whole number/],
    ['a date where there is no history', ['.', '--since', '2026-01-01'], /--since limits history/],
    ['an option given twice', ['dir', '--fail-on', 'low', '--fail-on', 'high'], /--fail-on is given more than once/],
    ['a size that is none', ['dir', '--max-file-size', 'big'], /--max-file-size takes bytes/],
    ['a date that is none', ['dir', '--as-of', 'yesterday-ish'], /--as-of takes a date/],
    ['a day that is none', ['dir', '--as-of', '2024-02-31'], /--as-of takes a date, and there is no 2024-02-31/],
    ['an hour of a day that is none', ['dir', '--as-of', '2023-02-29T10:00Z'], /there is no 2023-02-29/],
    ['a date of two digits', ['dir', '--as-of', '12/11/26'], /--as-of takes a date such as/],
    ['a reader where there is no history', ['.', '--reader', 'git'], /--reader says how history is read/],
    ['a reader of files', ['dir', '--reader', 'pack'], /--reader says how history is read/],
    ['a number that is none', ['dir', '--jobs', 'many'], /--jobs takes/],
    ['a path that is not there', ['no/such/place'], /there is no file or folder/],
    ['an unknown class of unread', ['dir', '--accept-unread', 'whatever'], /--accept-unread takes one of shallow/],
    ['history outside a repository', ['history'], /no git repository/],
    ['staged outside a repository', ['staged'], /no git repository/],
    ['a range without revisions', ['range'], /range takes revisions, such as/],
    ['a story without a fingerprint', ['explain'], /explain takes the fingerprint/],
    ['a hook without a word', ['hook'], /hook takes install, status or uninstall/],
    ['a cache without a word', ['cache'], /cache takes clear or path/],
    ['an include that is empty', ['dir', '--include', ''], /--include takes a glob/],
    ['an exclude that is empty', ['dir', '--exclude', ''], /--exclude takes a glob/],
    ['secrets into a pipe', ['dir', '--show-secrets'], /only to a terminal or to a file/],
  ];
  test.each(mistakes)('%s', async (_name, args, line) => {
    const { code, stdout, stderr } = await keysift(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/internal error/);
  });
});

test('a report that cannot be written exits 2 and leaves nothing behind', async () => {
  const { code, stderr } = await keysift(['dir', '.', '--format', 'json=no/such/folder/out.json'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(/could not be written/);
});

test.runIf(existsSync('/dev/full'))(
  'a full disk under a report is no success, and the device stays a device',
  async () => {
    const { code, stderr } = await keysift(['dir', '.', '--output', '/dev/full'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/could not be written/);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  },
);

test('a folder as standard input is not called clean', async () => {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, '../../dist/cli.js'), 'stdin'], {
    stdio: [openSync(folder, 'r'), 'pipe', 'pipe'],
  });
  expect(child.status).toBe(2);
  expect(child.stderr.toString()).toMatch(/standard input is a folder/);
});

test('a report replaces an older one only when it is whole', async () => {
  const out = join(folder, 'report.json');
  writeFileSync(out, 'older');
  const { code } = await keysift(['dir', 'clean.txt', '--format', 'json', '--output', out], { cwd: folder });
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ schema: 'keysift/1' });
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([]);
});
