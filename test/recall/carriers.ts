/** What may stand around a leak: noise, encodings, archives. Each carrier makes the bytes of one file. */
import { gzipSync } from 'node:zlib';
import { makeTar, makeZip } from '../generate/archives.ts';
import { BASE64, type Rng } from '../generate/aws.ts';
import { quotedPrintable } from '../generate/noise.ts';
import { integer, oneOf, text } from '../generate/random.ts';

export interface Carrier {
  readonly name: string;
  readonly carry: (leak: string, rng: Rng) => Buffer;
}

const HEX = '0123456789abcdef';

/** Lines as repositories have them: code, hashes, identifiers, addresses. None is a credential. */
function noise(rng: Rng, most: number): string {
  let made = '';
  for (let left = integer(rng, 0, most); left > 0; left--) {
    made += `${oneOf(rng, [
      () => '',
      () => `const ${text(rng, 'abcdefghij', 8)} = require('./${text(rng, 'abcdefghij', 6)}');`,
      () => `  // ${text(rng, 'abcdefghij klmno', 50)}`,
      () => `commit ${text(rng, HEX, 40)}`,
      () => `"integrity": "sha512-${text(rng, BASE64, 86)}==",`,
      () => `version: ${integer(rng, 0, 20)}.${integer(rng, 0, 20)}.${integer(rng, 0, 99)}`,
      () => `https://example.com/${text(rng, 'abcdefghij/', 30)}`,
      () => `${text(rng, 'ABCDEFGHIJ_', 12)}=${text(rng, '0123456789', 5)}`,
      () => `<li class="${text(rng, 'abcdefghij-', 10)}">${text(rng, 'abcdefghij ', 20)}</li>`,
    ])()}\n`;
  }
  return made;
}

/** A leak among lines of noise, changed as a whole by `change`, then turned into bytes. */
function whole(name: string, change: (content: string, rng: Rng) => Buffer | string): Carrier {
  return {
    name,
    carry: (leak, rng) => Buffer.from(change(`${noise(rng, 30)}${leak.replace(/\n?$/, '\n')}${noise(rng, 30)}`, rng)),
  };
}

/** A leak changed by `change`, in a line of its own among lines that are not. */
function inline(name: string, change: (leak: string, rng: Rng) => string): Carrier {
  return { name, carry: (leak, rng) => Buffer.from(`${noise(rng, 30)}${change(leak, rng)}\n${noise(rng, 30)}`) };
}

function everyLine(content: string, prefix: string): string {
  return content.replace(/^(?=.)/gm, prefix);
}

function swap16(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

const asUrl = (leak: string): string => encodeURIComponent(leak);
const asJson = (leak: string): string => JSON.stringify(leak);

export const carriers: readonly Carrier[] = [
  whole('plain', content => content),
  { name: 'alone', carry: leak => Buffer.from(leak.replace(/\n$/, '')) },
  whole('CRLF', content => content.replaceAll('\n', '\r\n')),
  { name: 'UTF-8 with a BOM', carry: leak => Buffer.from(`\uFEFF${leak}`) },
  whole('UTF-16 LE with a BOM', content => Buffer.from(`\uFEFF${content}`, 'utf16le')),
  whole('UTF-16 LE', content => Buffer.from(content, 'utf16le')),
  whole('UTF-16 BE with a BOM', content => swap16(Buffer.from(`\uFEFF${content}`, 'utf16le'))),
  whole('UTF-16 BE', content => swap16(Buffer.from(content, 'utf16le'))),
  whole('indented', content => everyLine(content, '        ')),
  whole('commented out', (content, rng) => everyLine(content, oneOf(rng, ['// ', '# ', '; ', '-- ', ' * ']))),
  whole('a diff', (content, rng) => everyLine(content, oneOf(rng, ['+', '-', '> ']))),
  whole('a log', content => everyLine(content, '2024-03-02T09:15:23.123Z [INFO] ')),
  inline('a JSON string', leak => `{"text": ${asJson(leak)}}`),
  inline('a JSON string with escaped slashes', leak => `{"text": ${asJson(leak).replaceAll('/', '\\/')}}`),
  inline(
    'a JSON string with Unicode escapes',
    leak => `{"text": ${asJson(leak).replace(/[/+=&<>']/g, one => `\\u00${one.charCodeAt(0).toString(16)}`)}}`,
  ),
  inline('a JSON string in a JSON string', leak => `{"text": ${asJson(asJson(leak))}}`),
  inline(
    'a notebook',
    leak =>
      `  "source": [\n${leak
        .split(/(?<=\n)/)
        .map(line => `    ${asJson(line)}`)
        .join(',\n')}\n  ]`,
  ),
  inline('a URL', leak => `https://example.com/?q=${asUrl(leak)}`),
  inline('a URL with lower case escapes', leak => `q=${asUrl(leak).replace(/%../g, one => one.toLowerCase())}`),
  inline('a URL in a URL', leak => `https://example.com/?u=${asUrl(`https://example.org/?q=${asUrl(leak)}`)}`),
  inline(
    'HTML',
    leak =>
      `<pre>${leak.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')}</pre>`,
  ),
  inline(
    'HTML with numeric escapes',
    leak => `<pre>${leak.replace(/[&<>"'/+=]/g, one => `&#x${one.charCodeAt(0).toString(16).toUpperCase()};`)}</pre>`,
  ),
  inline('base64', leak => `data: ${Buffer.from(leak).toString('base64')}`),
  inline('base64 after one byte', leak => `data: ${Buffer.from(`\n${leak}`).toString('base64')}`),
  inline('base64 after two bytes', leak => `data: ${Buffer.from(`\n\n${leak}`).toString('base64')}`),
  inline('base64 of base64', leak => `data: ${Buffer.from(Buffer.from(leak).toString('base64')).toString('base64')}`),
  inline('base64 of UTF-16', leak => `powershell -enc ${Buffer.from(leak, 'utf16le').toString('base64')}`),
  whole('quoted-printable', content => quotedPrintable(content)),
  inline('base64 in lines', leak => Buffer.from(leak).toString('base64').replace(/.{76}/g, '$&\n')),
  whole('gzip', content => gzipSync(content)),
  whole('zip', content => makeZip([{ name: 'src/settings.txt', bytes: content }])),
  whole('stored zip', content => makeZip([{ name: 'settings.txt', bytes: content, stored: true }])),
  whole('tar', content => makeTar([{ name: 'etc/settings.txt', bytes: content }])),
  whole('tar in gzip', content => gzipSync(makeTar([{ name: 'etc/settings.txt', bytes: content }]))),
];
