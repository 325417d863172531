import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, insertionPoint, parseHook, renderBlock } from '../../src/hooks/block.ts';

const blocks: fc.Arbitrary<Block> = fc.record(
  {
    placement: fc.constantFrom('created', 'inserted', 'chained'),
    guarded: fc.array(fc.stringMatching(/^\/[^\n]*$/)),
  },
  { noNullPrototype: true },
);

describe('the block', () => {
  it('is found again between any lines, and leaves them as they were', () => {
    fc.assert(
      fc.property(fc.string(), blocks, fc.string(), (text, block, after) => {
        const before = text === '' ? '' : `${text}\n`;
        expect(parseHook(before + renderBlock(block) + after)).toStrictEqual({
          before,
          block,
          after,
        });
      }),
    );
  });

  it('is not seen in a text without it', () => {
    const text = '#!/bin/sh\necho "# >>> keysift pre-push >>>"\n';
    expect(parseHook(text)).toMatchObject({ before: text, block: undefined, after: '' });
  });

  it('is refused twice, half, or without its placement', () => {
    const text = renderBlock({ placement: 'inserted', guarded: [] });
    const lines = text.split('\n');
    const without = (mark: string) => lines.filter(line => !line.startsWith(mark)).join('\n');
    for (const spoiled of [text + text, without('# >>>'), without('# <<<'), without('# placement')])
      expect(parseHook(spoiled)).toBeUndefined();
  });

  it.each([
    ['#!/bin/sh\n', 10],
    ['#! /bin/sh -e\n', 14],
    ['#!/usr/bin/env bash\n', 20],
    ['#!/usr/bin/env -S zsh -f\n', 25],
    ['#!/opt/my/bin/ksh\n', 18],
    ['', 0],
    ['echo no first line of that kind\n', 0],
    ['#!/usr/bin/env node\n', undefined],
    ['#!/usr/bin/fish\n', undefined],
    ['#!/bin/tcsh\n', undefined],
    ['#!/usr/bin/env python3\n', undefined],
    ['#!/bin/sh', undefined],
    ['#!/bin/sh\r\n', undefined],
    ['\x7fELF\x01\0', undefined],
  ])('knows where a script that starts with %j takes it', (text, at) => {
    expect(insertionPoint(text)).toBe(at);
  });
});
