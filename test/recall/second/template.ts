/**
 * Reads the second corpus and fills its templates. `=== path | options` begins one; `«A.secret»` is a part of the long-term key
 * A (`S`, `T` and `U` are temporary), `«A.secret|url»` the same encoded, `«b64(»…«)»` a whole piece encoded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { makeTar, makeZip } from '../../generate/archives.ts';
import type { World } from './world.ts';

export interface Template {
  readonly path: string;
  readonly options: readonly string[];
  readonly body: string;
}

const FOLDER = new URL('../../../fixtures/recall/second/', import.meta.url);

/** Every template of the corpus, in a stable order. */
export function readTemplates(): Template[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap(file => readFileSync(new URL(file, FOLDER), 'utf8').split(/^=== /m).slice(1))
    .map(chunk => {
      const line = chunk.indexOf('\n');
      const [path = '', options = ''] = chunk.slice(0, line).split(' | ');
      return {
        path: path.trim(),
        options: options.split(/\s+/),
        body: chunk
          .slice(line + 1)
          .trimEnd()
          .concat('\n'),
      };
    });
}

/** The bytes of a document: the template with the values of `world`, encoded and packed as its options say. */
export function documentOf({ body, options }: Template, world: World): Buffer {
  let text = body.replace(/«([^«»()|]+)((?:\|[^«»|]*)*)»/g, (_, name: string, filters: string) =>
    filters.split('|').slice(1).reduce(encoded, world.value(name)),
  );
  const inner = /«([a-z0-9:]+)\(»((?:(?!«[a-z0-9:]+\(»)[\s\S])*?)«\)»/g;
  while (text.search(inner) >= 0) text = text.replace(inner, (_, name: string, piece: string) => encoded(piece, name));
  return packed(text, options);
}

function packed(given: string, options: readonly string[]): Buffer {
  let text = given;
  if (options.includes('crlf')) text = text.replaceAll('\n', '\r\n');
  if (options.includes('minify')) text = JSON.stringify(JSON.parse(text));
  if (options.includes('nonl')) text = text.trimEnd();
  if (options.some(one => /^(?:bom|utf16le|utf16be)$/.test(one))) text = `\ufeff${text}`;
  const wide = options.some(one => one.startsWith('utf16'));
  let bytes: Buffer = Buffer.from(text, wide ? 'utf16le' : 'utf8');
  if (options.includes('utf16be')) bytes = bytes.swap16();
  for (const option of options) {
    const [how, name = ''] = option.split(':');
    if (how === 'zip')
      bytes = makeZip([
        { name, bytes },
        { name: 'readme.txt', bytes: 'hello '.repeat(50) },
      ]);
    if (how === 'tar') bytes = makeTar([{ name, bytes }]);
    if (how === 'gzip' || how === 'tgz') bytes = gzipSync(bytes);
  }
  return bytes;
}

function encoded(value: string, filter: string): string {
  const [name, ...rest] = filter.split(':');
  const argument = rest.join(':').replaceAll('␤', '\n');
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const html: Readonly<Record<string, string>> = { '&': '&amp;', '+': '&#43;', '/': '&#x2F;' };
  switch (name) {
    case 'url':
      return encodeURIComponent(value);
    case 'url2':
      return encodeURIComponent(encodeURIComponent(value));
    case 'urllow':
      return encodeURIComponent(value).replace(/%../g, one => one.toLowerCase());
    case 'b64':
      return base64(value);
    case 'b64nl':
      return base64(`${value}\n`);
    case 'b64wrap':
      return base64(value).replace(/.{76}(?=.)/g, line => `${line}\n${' '.repeat(Number(argument))}`);
    case 'json':
      return JSON.stringify(value).slice(1, -1);
    case 'jsonphp':
      return JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/');
    case 'jsonu':
      return value.replace(/[/+=]/g, one => `\\u00${one.charCodeAt(0).toString(16)}`);
    case 'htmlnum':
      return value.replace(/[+/]/g, one => html[one] as string);
    case 'htmlamp':
      return value.replaceAll('&', '&amp;');
    case 'split':
      return value.slice(0, value.length / 2) + argument + value.slice(value.length / 2);
    case 'wrap': {
      const joiner = argument.slice(argument.indexOf(':') + 1);
      return value.replace(new RegExp(`.{${Number.parseInt(argument, 10)}}(?=.)`, 'g'), piece => piece + joiner);
    }
    default:
      throw new Error(`no filter is called ${name}`);
  }
}
