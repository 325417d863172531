/** T10 to T12: text from a repository can never act as terminal control, command, markup, formula or path. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfText, textOfBytes } from '../../src/byte-text.ts';
import { forCsv } from '../../src/report/escape/csv.ts';
import { forHtml } from '../../src/report/escape/html.ts';
import { forMarkdown } from '../../src/report/escape/markdown.ts';
import { forTerminal } from '../../src/report/escape/terminal.ts';
import { forUri } from '../../src/report/escape/uri.ts';
import { forCommandData, forCommandProperty, forLog } from '../../src/report/escape/workflow.ts';

const NASTY = [
  '\u001b[2J',
  '\u001b]52;c;AAAA\u0007',
  '\r',
  '\n::error::x',
  '\n::add-mask::y',
  '%0A::set-output name=z::1',
  '\u009b31m',
  '\u202egnp.txt',
  '\u2066\u2069',
  '\u200b',
  '\ufeff',
  '\u{e0041}',
  '\ud800',
  '\udcff',
  'x<img src=x onerror=1>',
  '`|[l](javascript:1)',
  '</code></td>',
  '=HYPERLINK("http://x")',
  '+cmd',
  '\t=1',
  '@SUM',
  'a,b"c',
  '../../x',
  '//host',
  '::stop-commands::x',
  '##[error]x',
  '- ',
  '1. ',
  '# ',
  '\\',
  '&lt;',
] as const;

/** Strings of the pieces above, of any Unicode and of any bytes. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.uint8Array().map(textOfBytes)))
  .map(pieces => pieces.join(''));

const STEERING =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

const property = (holds: (text: string) => void) =>
  fc.assert(
    fc.property(hostile, text => {
      holds(text);
    }),
    { numRuns: 2000 },
  );

test('bytes of any kind become text that gives the same bytes again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
      expect(bytesOfText(textOfBytes(bytes)).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 5000 },
  );
  const valid = Buffer.from('dír/日本/\u{1f511}\ufffd', 'utf8');
  expect(textOfBytes(valid)).toBe('dír/日本/\u{1f511}\ufffd');
  expect(textOfBytes(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]))).toBe('a\udcff\udcc3(\udced\udca0\udc80');
});

test('nothing on a terminal steers it, hides or reorders', () => {
  property(text => expect(STEERING.test(forTerminal(text))).toBe(false));
  expect(forTerminal('a\u001b[31mb\nc\u202ed\udcff')).toBe('a\\x1b[31mb\\nc\\u202ed\\xff');
});

test('text that is plain stays as it is on a terminal', () => {
  for (const text of ['src/config.ts', 'Ünïcode – 日本語 \u{1f511}', 'a b']) expect(forTerminal(text)).toBe(text);
});

test('a workflow command is one line, and its properties end where they should', () => {
  property(text => {
    const line = `::error file=${forCommandProperty(text)},line=1,title=${forCommandProperty(text)}::${forCommandData(text)}`;
    expect(STEERING.test(line)).toBe(false);
    const match = /^::error file=([^:,]*),line=1,title=([^:,]*)::/.exec(line);
    expect(match).not.toBeNull();
    const shown = forTerminal(text).replaceAll('##[', '#\\#[');
    expect(undone(match?.[1] ?? '')).toBe(shown);
    expect(undone(line.slice(match?.[0].length))).toBe(shown);
  });
});

/** As the runner does it: https://github.com/actions/runner, ActionCommand. */
function undone(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}

test('a line of a log is no command, in its new form nor in its old one', () => {
  property(text => {
    expect(forLog(`   ${forTerminal(text)}`)).not.toMatch(/^\s*::|##\[/);
  });
});

test('Markdown has no mark of its own left but references and slashes', () => {
  property(text => {
    const safe = forMarkdown(text);
    expect(safe.replace(/&#\d+;/g, '')).not.toMatch(/[!-.:-@[-`{-~]/);
    expect(decodeReferences(safe)).toBe(forTerminal(text));
  });
});

test('HTML has nothing that opens a tag, an entity or ends an attribute', () => {
  property(text => {
    const safe = forHtml(text);
    expect(safe.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"'`=]/);
    expect(decodeReferences(safe)).toBe(forTerminal(text));
  });
});

function decodeReferences(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

test('no cell of a CSV file is a formula, and each is one cell', () => {
  property(text => {
    const cell = forCsv(text);
    const inner = cell.slice(1, -1);
    expect(cell).toMatch(/^"(?:[^"]|"")*"$/u);
    expect(inner).not.toMatch(/^[=+\-@\t\r]/);
    expect([forTerminal(text), `'${forTerminal(text)}`]).toContain(inner.replaceAll('""', '"'));
  });
});

test('a path as a URI is relative, has unreserved characters only, and decodes to its bytes', () => {
  property(text => {
    const uri = forUri(text);
    expect(uri).toMatch(/^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*$/);
    expect(uri.startsWith('/')).toBe(false);
    expect(uri.split('/')).not.toContain('..');
    const decoded = uri.replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    expect(decoded).toBe(bytesOfText(text).toString('latin1'));
  });
});
