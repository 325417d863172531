import { describe, expect, test } from 'vitest';
import { visitRuns } from '../../../src/detect/find/runs.ts';
import type { TriggerSink } from '../../../src/detect/find/trigger-sink.ts';
import { Triggers } from '../../../src/detect/find/triggers.ts';

/** What the hot loop names in a content: starts of what is judged as it stands, and of what is decoded first. */
function named(content: string | Buffer): { plain: number[]; base64: number[] } {
  const bytes = Buffer.from(content);
  const [plain, base64]: [number[], number[]] = [[], []];
  const sink: TriggerSink = {
    plain: start => void plain.push(start),
    base64: at => void base64.push(at),
    nul: () => {},
    written: () => {},
  };
  visitRuns(bytes, 0, bytes.length, new Triggers(sink, 0));
  return { plain, base64 };
}

describe('a run of base64', () => {
  const text = Buffer.from('profile = default, and some more text that is read').toString('base64').replace(/=+$/, '');

  test('is decoded where it is text', () => {
    expect(named(` ${text} `).base64).not.toEqual([]);
  });

  test.for(['A', 'U', '/'])('is not decoded where it is filled with %s', fill => {
    expect(named(` ${fill.repeat(4096)} `)).toEqual({ plain: [], base64: [] });
  });

  test('is decoded where it is text beside a fill', () => {
    const at = named(`${'A'.repeat(4096)}${text}${'A'.repeat(4096)}`).base64;
    expect(at).not.toEqual([]);
    expect(at.every(one => one >= 4096 - 32 && one < 4096 + text.length)).toBe(true);
  });
});

describe('a run of forty characters', () => {
  test.for([
    ['upper and lower case and digits', 'aQ3'.repeat(14).slice(0, 40), 1],
    ['a path in lower case', '/some/where/deep/in/a/tree/of/plain/file'.slice(0, 40), 0],
    ['a name in two cases', 'someVeryLongNameOfAFunctionInAProgramOfX'.slice(0, 40), 0],
    ['a digest in hex', '0123456789abcdef0123456789ABCDEF01234567', 0],
  ] as const)('that is %s', ([, value, times]) => {
    expect(value).toHaveLength(40);
    expect(named(` ${value} `).plain).toHaveLength(times);
  });
});
