import { expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';
import { sesSmtpPassword } from '../../generate/whole.ts';

const SIZE = 1 << 18;

const random = rng(10);
const longTerm = () => accessKeyId({ rng: random, prefix: 'AKIA' });
const temporary = () => accessKeyId({ rng: random, prefix: 'ASIA' });
const secret = () => secretAccessKey(random);
const filled = (filler: string) => () => {
  const gap = filler.repeat(Math.ceil(240 / filler.length));
  return `${longTerm()}${gap} aws_secret_access_key=${secret()}${gap}`;
};

/** What brings pairing to as many partners, and as much text between them, as can be. */
const contents: Readonly<Record<string, () => string>> = {
  pairs: () => `${longTerm()}:${secret()}\n`,
  'temporary ids': () => `${temporary()}\n`,
  'temporary pairs': () => `${temporary()}:${secret()}\n`,
  'temporary ids that expire': () => `${temporary()}\nExpiration: 2024-01-02T03:04:05Z\n`,
  'SES passwords with ids': () => `smtp_user ${longTerm()} smtp_password=${sesSmtpPassword(random, 'eu-west-1')}\n`,
  'pairs apart by tags': filled('<a '),
  'pairs apart by blank lines': filled('\n '),
  'pairs apart by brackets': filled('\n['),
};

test.each(Object.entries(contents))('takes at most four seconds for each megabyte of %s', (_, make) => {
  let content = '';
  while (content.length < SIZE) content += make();
  const bytes = Buffer.from(content);
  expect(Math.min(...[1, 2, 3, 4].map(() => millisecondsFor(bytes)))).toBeLessThan((4000 * SIZE) / (1 << 20));
});

/** Processor time, of the best of several runs as the first compiles: what else runs on the machine does not count. */
function millisecondsFor(bytes: Buffer): number {
  const start = process.cpuUsage();
  scanContent(bytes);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
