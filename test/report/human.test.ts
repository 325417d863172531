/** The report for a person: what it says, in which order, and that it fits. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { columns } from '../../src/report/columns.ts';
import { Secret } from '../../src/secret.ts';
import { render } from './render.ts';
import { finding, incompleteResult, receipt, sampleResult, sighting } from './sample.ts';

test('every line fits 80 columns, and any other from 72', () => {
  for (const width of [72, 80, 120]) {
    for (const result of [sampleResult(), incompleteResult()]) {
      for (const line of render('human', result, { width, verbose: true }).split('\n')) {
        const longest = Math.max(...line.split(' ').map(columns));
        expect(columns(line) <= width || longest > width / 2, line).toBe(true);
      }
    }
  }
  const wide = render('human', sampleResult())
    .split('\n')
    .filter(line => columns(line) > 80);
  expect(wide).toEqual([]);
});

test('a long path stays whole, so that it can be copied', () => {
  const path = `${'deep/'.repeat(30)}key.txt`;
  expect(render('human', { findings: [finding({ sightings: [sighting({ path })] })], receipt: receipt() })).toContain(
    `${path}:12:18\n`,
  );
});

test('wide characters count as two columns', () => {
  expect(columns('日本')).toBe(4);
  expect(columns('e\u0301')).toBe(1);
});

test('findings come by severity, the local ones after them, then look-alikes and the count of suppressed ones', () => {
  const text = render('human', sampleResult());
  const heads = text.match(/^ ?(CRITICAL|HIGH|MEDIUM|LOCAL ONLY|INFO|Suppressed)/gm)?.map(head => head.trim());
  expect(heads).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOCAL ONLY', 'INFO', 'Suppressed']);
});

test('what only this clone has is counted apart in the verdict, and named by its object', () => {
  const sightings = [sighting({ path: '', object: 'ab12'.repeat(10), state: 'local' })];
  const local = finding({ localOnly: true, sightings });
  const text = render('human', { findings: [local], receipt: receipt() });
  expect(text).toContain('No AWS credentials to act on found, but 1 in this clone alone.\n');
  expect(text).toContain('In   blob ab12ab12ab:12:18');
  const both = render('human', { findings: [finding(), local], receipt: receipt() });
  expect(both).toContain('1 finding to act on; 1 in this clone alone.\n');
});

test('the fix stands before the places', () => {
  const text = render('human', sampleResult());
  expect(text.indexOf('Fix')).toBeLessThan(text.indexOf('In   '));
});

test('the command that tells more names the paths of this scan, and stays in one line', () => {
  const moreOf = (...paths: string[]) =>
    render('human', { findings: [finding({ advice: ['Look.'] })], receipt: receipt() }, { paths })
      .split('\n')
      .filter(line => /More|explain/.test(line));
  expect(moreOf()).toEqual(['    More keysift explain 1f3c9a2b77d04e58']);
  expect(moreOf('../other')).toEqual(['    More keysift explain 1f3c9a2b77d04e58 ../other']);
  expect(moreOf("it's here")).toEqual(["    More keysift explain 1f3c9a2b77d04e58 'it'\\''s here'"]);
  expect(moreOf('-x')).toEqual(['    More keysift explain 1f3c9a2b77d04e58 ./-x']);
  const deep = 'deep/'.repeat(15);
  expect(moreOf(deep)).toEqual(['    More', `         keysift explain 1f3c9a2b77d04e58 ${deep}`]);
});

test('a command that names an id by its mask is not left to be pasted as it is', () => {
  const [masked] = /AKIA…[A-Z0-9]{4}/.exec(finding().title) ?? [];
  const text = render('human', { findings: [finding()], receipt: receipt() });
  expect(text).toContain(`(Put in the whole id for ${masked}: it is masked here.)`);
  const wordsOnly = finding({ advice: ['Deactivate it.'] });
  expect(render('human', { findings: [wordsOnly], receipt: receipt() })).not.toContain('Put in');
});

test('a look-alike without an id says what it looks like', () => {
  const token = new Secret('x'.repeat(300));
  const like = finding({
    kind: 'aws-session-token',
    severity: 'info',
    class: 'example',
    parts: { sessionToken: token },
  });
  expect(render('human', { findings: [like], receipt: receipt() })).toContain(
    'session token [300 characters]  example',
  );
});

test('a suppressed finding is counted and not shown', () => {
  const text = render('human', sampleResult());
  expect(text).toContain('Suppressed: 1 finding (baseline 1)');
  expect(text).not.toContain('old.py');
});

test('the receipt is last and says whether everything was read', () => {
  const last = (text: string) =>
    text
      .trimEnd()
      .split(/\n(?=Complete|INCOMPLETE)/)
      .at(-1);
  expect(last(render('human', sampleResult()))).toMatch(
    /^Complete .*\n.*12 refs, 3,401 commits\n[\s\S]*node v20\.20\.2$/,
  );
  expect(last(render('human', incompleteResult()))).toMatch(/^INCOMPLETE [\s\S]*failed 7\n[\s\S]*node v20\.20\.2$/);
});

test('what was not read is told before the receipt, class by class, with the way out', () => {
  const text = render('human', incompleteResult());
  expect(text).toContain('INCOMPLETE  9 things in scope not read. This is not a clean result.');
  expect(text).toContain('git fetch --unshallow');
  expect(text.indexOf('Repair')).toBeLessThan(text.indexOf('Complete') === -1 ? Infinity : text.indexOf('Complete'));
});

test('nothing found in a scan that is not whole is not called clean', () => {
  const text = render('human', { ...incompleteResult(), findings: [] });
  expect(text).toContain('No AWS credentials found in what was read.');
  expect(text).not.toContain('No AWS credentials found.');
});

test('books that do not balance are named, even if nothing failed', () => {
  const books = receipt({ complete: false, objects: { expected: 3, scanned: 1, skipped: {}, failed: [] } });
  expect(render('human', { findings: [], receipt: books })).toContain('3 were expected, but 1 accounted for');
});

test('colour is there only if asked for, and changes nothing else', () => {
  const plain = render('human', sampleResult());
  expect(plain).not.toContain('\u001b');
  const colored = render('human', sampleResult(), { color: true });
  expect(colored).toContain('\u001b[');
  expect(stripVTControlCharacters(colored)).toBe(plain);
});

test('a command is broken as a shell takes it', () => {
  const text = render('human', sampleResult());
  const command = /^ +(aws iam update-access-key[\s\S]*?[^\\])\n/m.exec(text)?.[1] ?? '';
  expect(command.replace(/ \\\n +/g, ' ')).toMatch(
    /^aws iam update-access-key --access-key-id \S+ --status Inactive --user-name USER$/,
  );
});

test('only the first places are listed, and how many there are besides', () => {
  expect(render('human', sampleResult())).toContain('and 3 more places (--verbose lists them)');
  expect(render('human', sampleResult(), { verbose: true })).not.toContain('more places (--verbose');
});
