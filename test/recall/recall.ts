/** Plants leaks and asks a scan of the bytes for each: the right kind, all parts in one credential, the right lifetime. */
import { scanContent } from '../../src/detect/find/content.ts';
import type { Credential } from '../../src/model.ts';
import { rng } from '../generate/aws.ts';
import { oneOf } from '../generate/random.ts';
import { type Carrier, carriers } from './carriers.ts';
import { type Form, fillForm, type Leak, readForms } from './forms.ts';

export interface Miss {
  readonly form: string;
  readonly carrier: string;
  readonly why: string;
}

export interface Recall {
  readonly leaks: number;
  readonly misses: readonly Miss[];
}

/** Plants `count` leaks from `seed` on: every form in turn, a third of them plain, the rest through every carrier. */
export function measureRecall(count: number, seed: number): Recall {
  const forms = ['keys', 'more', 'whole'].flatMap(readForms);
  const misses: Miss[] = [];
  for (let round = 0; round < count; round++) {
    const random = rng(seed + round);
    const form = forms[round % forms.length] as Form;
    const carrier = random() < 0.33 ? (carriers[0] as Carrier) : oneOf(random, carriers);
    const leak = fillForm(form, random);
    const why = missed(leak, carrier.carry(leak.text, random));
    if (why) misses.push({ form: form.name, carrier: carrier.name, why });
  }
  return { leaks: count, misses };
}

/** Why `leak` was not rightly found in `content`, or undefined if it was. */
export function missed(leak: Leak, content: Buffer): string | undefined {
  const { credentials } = scanContent(content);
  const roles = Object.keys(leak.parts) as (keyof Leak['parts'])[];
  const has = (one: Credential, role: keyof Leak['parts']): boolean =>
    one.parts[role] !== undefined && asFound(leak, role) === one.parts[role]?.value.reveal();
  const whole = credentials.find(
    one => roles.every(role => has(one, role)) && Object.keys(one.parts).length === roles.length,
  );
  if (!whole) {
    const absent = roles.filter(role => !credentials.some(one => has(one, role)));
    if (absent.length === 0) return 'found, not paired';
    return `${absent.join(', ')} not found`;
  }
  if (whole.kind !== leak.kind) return `taken for ${whole.kind}`;
  if (whole.lifetime !== leak.lifetime) return `taken for ${whole.lifetime}`;
  return whole.class === 'live' ? undefined : `taken for ${whole.class}`;
}

/** A signed URL is told without its escapes, so that it is the same in every wrapping. */
function asFound({ kind, parts }: Leak, role: keyof Leak['parts']): string | undefined {
  return kind === 'aws-presigned-url' || kind === 'aws-rds-token' ? decodeURIComponent(parts[role] ?? '') : parts[role];
}

/** The misses as Markdown: how many, and which form through which carrier for which reason. */
export function asMarkdown({ leaks, misses }: Recall): string {
  const counts = new Map<string, number>();
  for (const { why, form, carrier } of misses) {
    const row = `| ${why} | ${form} | ${carrier} |`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const rows = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([row, n]) => `| ${n} ${row}`);
  const share = (100 * (1 - misses.length / leaks)).toFixed(2);
  return [
    '# Recall',
    '',
    `Made by \`KEYSIFT_LONG=1 npx vitest run test/recall\`. ${leaks} synthetic leaks: every form of \`fixtures/recall\`, a third plain,`,
    'the rest through every carrier. Found with the right kind, pairing and lifetime:',
    `**${leaks - misses.length} (${share} %)**. The others:`,
    '',
    '| times | why | form | carrier |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
