import { describe, expect, test } from 'vitest';
import { grade } from '../../src/detect/grade/grade.ts';
import { gather } from '../../src/detect/pair/gather.ts';
import type { Credential, Finding, Sighting } from '../../src/model.ts';
import { columns } from '../../src/report/columns.ts';
import { explainFinding } from '../../src/report/explain.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { candidate, credential, seen } from '../generate/occurrence.ts';

const NOW = Date.UTC(2024, 2, 3);
const random = rng(53);
const ID = accessKeyId({ rng: random, prefix: 'AKIA', account: '212345678903' });
const SECRET = secretAccessKey(random);
const pair = credential(
  { accessKeyId: ID, secretAccessKey: SECRET },
  { reasons: ['The parts stand in one object.'], facts: { account: '212345678903' }, shadowed: ['taskRoleArn'] },
);

function finding(what: Credential, ...places: Partial<Sighting>[]): Finding {
  const [first] = grade(gather(places.map(place => seen(what, place))), { now: NOW, historyBound: true });
  if (!first) throw new Error('nothing graded');
  return first;
}

const commit = (letter: string, day: number): Partial<Sighting> => ({
  where: 'history',
  commit: letter.repeat(40),
  date: `2023-05-0${day}T00:00:00Z`,
  committedAt: Date.UTC(2023, 4, day),
  author: 'Ada',
});

describe('the story of a long-term key', () => {
  const story = explainFinding(
    finding(
      pair,
      { ...commit('b', 2), path: 'taskdef.json', lastCommit: 'd'.repeat(40), versions: 4, state: 'head' },
      { ...commit('a', 1), path: 'was/notes.md', lastCommit: 'c'.repeat(40), state: 'history' },
    ),
  );

  test('has its chapters in order', () => {
    const chapters = [
      'What it is',
      'How sure',
      'Severity',
      'Lifetime',
      'Account',
      'Where',
      'In the credential provider chain',
      'What to do, in this order',
    ];
    expect(story.split('\n').filter(line => /^[A-Z]/.test(line))).toEqual(chapters);
  });

  test('says who, since when and until when', () => {
    expect(story.replace(/\s+/g, ' ')).toMatch(
      /First seen: was\/notes\.md:1:1, in history, since aaaaaaaaaa \(2023-05-01, Ada\)/,
    );
    expect(story).toMatch(/Last seen: it is still in HEAD, in taskdef\.json/);
    expect(story).toMatch(/Account 212345678903, read offline/);
  });

  test('says why it has its severity and what would change that', () => {
    expect(story.replace(/\s+/g, ' ')).toMatch(/Critical: id and secret together.*Its id alone would be medium/);
  });

  test('tells where it stands in the chain and what it shadows', () => {
    const flat = story.replace(/\s+/g, ' ');
    expect(flat).toMatch(/Found in an ECS task definition\. In the environment: second in the chain/);
    expect(flat).toMatch(/names taskRoleArn/);
  });

  test('numbers the steps', () => {
    const numbers = [...story.matchAll(/^ {2}(\d+)\. /gm)].map(match => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(numbers.length).toBeGreaterThan(5);
  });

  test('fits 80 columns but for what cannot be broken, and ends with a line feed', () => {
    for (const line of story.split('\n')) {
      if (
        line
          .trim()
          .replace(/^\d+\. /, '')
          .includes(' ')
      )
        expect(columns(line)).toBeLessThanOrEqual(80);
    }
    expect(story).toMatch(/[^\n]\n$/);
  });

  test('holds no secret, and of an id no more than its mask', () => {
    expect(story).not.toContain(SECRET);
    expect(story).not.toContain(ID);
    expect(story).toContain(`AKIA…${ID.slice(-4)}`);
  });
});

test('an expired session is told as one', () => {
  const issuedAt = Date.UTC(2024, 2, 1);
  const value = sessionToken(random, { issuedAt });
  const parts = {
    accessKeyId: accessKeyId({ rng: random, prefix: 'ASIA' }),
    secretAccessKey: SECRET,
    sessionToken: candidate('sessionToken', value, { facts: { issuedAt } }),
  };
  const story = explainFinding(finding(credential(parts), { path: '.env' })).replace(/\s+/g, ' ');
  expect(story).toMatch(/Expired temporary AWS access key/);
  expect(story).toMatch(/Low: it is temporary and has provably expired/);
  expect(story).toMatch(/issued 2024-03-01 00:00 UTC and lives at most 36 h/);
  expect(story).not.toContain(value);
});

test('control characters in a path reach no terminal, and a path shows no secret', () => {
  const story = explainFinding(finding(pair, { path: `a\u001b[2J\n${SECRET.replaceAll('/', '_')}/${ID}.txt` }));
  expect(story).not.toMatch(/\u001b/);
  expect(story).not.toContain(ID);
});

test('an account that is not known can be asked for without telling its owner', () => {
  const alone = credential({ accessKeyId: ID });
  expect(explainFinding(finding(alone, {})).replace(/\s+/g, ' ')).toMatch(/Not known\. `aws sts get-access-key-info/);
});

test('a finding that is set aside says so, with the reason', () => {
  const suppressed = { ...finding(pair, {}), suppressed: { by: 'ignore', reason: 'rotated in May' } as const };
  expect(explainFinding(suppressed)).toMatch(/does not decide the exit status.*\n?.*rotated in May/);
});
