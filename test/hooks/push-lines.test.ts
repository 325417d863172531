import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { parsePushLines } from '../../src/hooks/push-lines.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);
const parse = (text: string) => parsePushLines(Buffer.from(text));

describe('parsePushLines', () => {
  it('reads every line', () => {
    expect(
      parse(`refs/heads/x ${a} refs/heads/x ${b}\nrefs/tags/v1 ${b} refs/tags/v1 ${'0'.repeat(40)}\n`),
    ).toStrictEqual([
      { localRef: 'refs/heads/x', localOid: a, remoteRef: 'refs/heads/x', remoteOid: b },
      { localRef: 'refs/tags/v1', localOid: b, remoteRef: 'refs/tags/v1', remoteOid: undefined },
    ]);
  });

  it('takes no input for a push of nothing', () => {
    expect(parse('')).toStrictEqual([]);
    expect(parse('\n')).toStrictEqual([]);
  });

  it.each([40, 64])('knows a deletion and a new ref by zero ids of %i digits', length => {
    const zero = '0'.repeat(length);
    const oid = '1'.repeat(length);
    expect(parse(`(delete) ${zero} refs/heads/x ${oid}\n`)).toStrictEqual([
      { localRef: '(delete)', localOid: undefined, remoteRef: 'refs/heads/x', remoteOid: oid },
    ]);
    expect(parse(`x ${oid} refs/heads/x ${zero}\n`)[0]?.remoteOid).toBeUndefined();
  });

  it('keeps spaces in what was typed for the local ref', () => {
    expect(parse(`HEAD^{/fix a bug} ${a} refs/heads/x ${b}\n`)[0]?.localRef).toBe('HEAD^{/fix a bug}');
  });

  it('takes every character that git allows in a ref name', () => {
    const name = 'refs/heads/\u2028\u202e\u0085😀';
    expect(parse(`${name} ${a} ${name} ${b}\n`)[0]).toMatchObject({ localRef: name, remoteRef: name });
  });

  it('is not misled by a local ref that looks like the rest of a line', () => {
    const line = parse(`x ${b} refs/heads/y ${a} ${a} refs/heads/x ${b}`)[0];
    expect(line).toMatchObject({ localOid: a, remoteRef: 'refs/heads/x', remoteOid: b });
  });

  it.each([
    'not a line',
    `refs/heads/x ${a} refs/heads/x`,
    `refs/heads/x ${a} refs/heads/x ${b.slice(1)}`,
    `refs/heads/x ${a.toUpperCase()} refs/heads/x ${b}`,
    `refs/heads/x ${a} refs/heads/x ${'b'.repeat(64)}`,
    ` ${a} refs/heads/x ${b}`,
    `refs/heads/x ${a} refs/heads/x ${b} `,
    `refs/heads/x ${a} refs/heads/x ${b}\r`,
  ])('refuses %j, even after a good line', line => {
    expect(() => parse(`refs/heads/x ${a} refs/heads/x ${b}\n${line}\n`)).toThrow(UsageError);
  });

  it('takes any bytes without another kind of error', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        try {
          parsePushLines(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});
