/** Runs with escapes in them, from a seed: values, words and paths, with what they are wrapped in undone or not. */
import { BASE64, type Rng, secretAccessKey } from './aws.ts';
import { integer, oneOf, text } from './random.ts';

const ESCAPES = [
  ...[
    '%2F',
    '%2f',
    '%252B',
    '%2525252F',
    '%20',
    '%3D',
    '%3A',
    '%41',
    '%E2',
    '%',
    '%25',
    '%2',
    '%5C',
    '%7E',
    '%0A',
    '%7f',
  ],
  ...[
    '\\/',
    '\\\\/',
    '\\n',
    '\\\\t',
    '\\u002F',
    '\\u002b',
    '\\x41',
    '\\u0022',
    '\\x7e',
    '\\x1b',
    '\\u00',
    '\\',
    '\\f',
    '\\\\\\\\',
  ],
];

/** One run. */
export function escapedRun(random: Rng): string {
  let run = '';
  for (let i = integer(random, 1, 7); i > 0; i--) {
    const kind = random();
    if (kind < 0.25) run += secretAccessKey(random);
    else if (kind < 0.4) run += text(random, BASE64, integer(random, 1, 60));
    else run += text(random, oneOf(random, ['abcdefghij', 'abcDEF', 'abc123', '0123456789']), integer(random, 0, 30));
    run += oneOf(random, ESCAPES);
  }
  return run;
}
