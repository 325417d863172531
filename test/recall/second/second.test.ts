/**
 * A second corpus, written apart from the first: files as people have them, several credentials in each, other people's ids
 * and digests around them.
 */
import { expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { grade } from '../../../src/detect/grade/grade.ts';
import { gather } from '../../../src/detect/pair/gather.ts';
import type { Finding, Kind, Lifetime, Role, Severity } from '../../../src/model.ts';
import { seen } from '../../generate/occurrence.ts';
import { documentOf, readTemplates, type Template } from './template.ts';
import { AS_OF, type Used, World } from './world.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const SEEDS = LONG ? 20 : 5;
/** Of many random values some look made up: this share of credentials may be missed in the long run. */
const MOST_MISSED = LONG ? 0.005 : 0;
const templates = readTemplates();

function scan(template: Template, world: World): Finding[] {
  const { credentials } = scanContent(documentOf(template, world));
  const path = template.path;
  return grade(gather(credentials.map(one => seen(one, { path }))), { now: AS_OF, historyBound: false });
}

interface Expected {
  readonly kind: Kind;
  readonly lifetime: Lifetime;
  readonly severity: Severity;
}

/** What the table of severities says of a credential of these parts. */
function expected([name, { kind, temporary, parts }]: [string, Used], { expired }: World, given: Template): Expected {
  const lifetime = temporary ? 'temporary' : 'long-term';
  const told = given.options.find(one => one.startsWith(`sev:${name}=`))?.split('=')[1] as Severity | undefined;
  if (kind === 'aws-bedrock-api-key') return { kind, lifetime, severity: 'critical' };
  if (kind && !temporary) return { kind, lifetime, severity: 'high' };
  if (kind) return { kind, lifetime, severity: expired ? 'low' : kind === 'aws-sso-token' ? 'high' : 'medium' };
  const { accessKeyId, secretAccessKey, sessionToken } = parts;
  if (!accessKeyId && secretAccessKey) return { kind: 'aws-secret-access-key', lifetime: 'unknown', severity: 'high' };
  if (!accessKeyId) return { kind: 'aws-session-token', lifetime, severity: 'low' };
  const whole = { kind: 'aws-access-key', lifetime } as const;
  if (!temporary) return { ...whole, severity: told ?? (secretAccessKey ? 'critical' : 'medium') };
  if (!secretAccessKey || (sessionToken && expired)) return { ...whole, severity: 'low' };
  return { ...whole, severity: sessionToken ? 'high' : 'medium' };
}

function holds(finding: Finding, { kind, parts }: Used): boolean {
  if (finding.class !== 'live') return false;
  return Object.entries(parts).every(([role, value]) => {
    // A URL is told in plain, and a docker configuration holds its token together with the user.
    if (kind && role === 'value') return finding.kind === kind && finding.parts.value !== undefined;
    return finding.parts[role as Role]?.reveal() === value;
  });
}

test('finds every credential of files as people write them, whole, and nothing else', () => {
  const wrong: string[] = [];
  let all = 0;
  templates.forEach((template, index) => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const world = new World(seed, index, false);
      const findings = scan(template, world);
      const matched = new Set<Finding>();
      all += world.used.size;
      for (const used of world.used) {
        const found = findings.find(one => holds(one, used[1]));
        if (found) matched.add(found);
        const is = found && `${found.kind} ${found.lifetime} ${found.severity}`;
        const { kind, lifetime, severity } = expected(used, world, template);
        const ought = `${kind} ${lifetime} ${severity}`;
        if (is !== ought) wrong.push(`${template.path}, seed ${seed}, ${used[0]}: ${is ?? 'not found'}, not ${ought}`);
      }
      for (const one of findings.filter(finding => !matched.has(finding) && finding.class === 'live'))
        if (/critical|high|medium/.test(one.severity)) wrong.push(`${template.path}, seed ${seed}: also ${one.title}`);
    }
  });
  expect(wrong.length > MOST_MISSED * all ? wrong : []).toEqual([]);
});

test('finds nothing of medium or more in the same files without credentials', () => {
  const wrong: string[] = [];
  templates.forEach((template, index) => {
    for (let seed = 0; seed < 5; seed++) {
      for (const one of scan(template, new World(seed, index, true)))
        if (/critical|high|medium/.test(one.severity)) wrong.push(`${template.path}, seed ${seed}: ${one.title}`);
    }
  });
  expect(wrong).toEqual([]);
});
