/** Packed contents that are written as base64 in a text, in the forms in which people and tools write them. */
import { deflateSync, gzipSync } from 'node:zlib';
import { makeZip } from './archives.ts';
import { noise, planted } from './noise.ts';
import { integer, oneOf, type Rng } from './random.ts';

function lines(base64: string, width: number, joiner: string): string {
  return (base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(joiner);
}

/** What stands around it, by a name that says where such is met. */
export const FORMS: Readonly<Record<string, (base64: string) => string>> = {
  'a Terraform argument': one => `  user_data_base64 = "${one}"\n`,
  'a Kubernetes secret': one => `data:\n  bundle: ${one}\nkind: Secret\n`,
  'a Helm release': one => `data:\n  release: ${Buffer.from(one).toString('base64')}\nkind: Secret\n`,
  'a YAML block of lines': one => `  - content: !!binary |\n      ${lines(one, 76, '\n      ')}\n    path: /a\n`,
  'a mail': one => `Content-Transfer-Encoding: base64\r\n\r\n${lines(one, 76, '\r\n')}\r\n--b--\r\n`,
  'a mail that is quoted': one => `> ${lines(one, 72, '\n> ')}\n`,
  'a JSON string': one => JSON.stringify({ a: [{ file: one }, 1] }),
  'a JSON string of lines': one => JSON.stringify({ content: `${lines(one, 60, '\n')}\n` }),
  'a JSON string in JSON': one => JSON.stringify(JSON.stringify({ content: lines(one, 60, '\r\n') })),
  'a JSON string with escaped slashes': one => `{"b":"${one.replaceAll('/', '\\/')}"}`,
  'a JSON string with escapes of Go': one => `{"b":"${one.replaceAll('+', '\\u002b')}"}`,
  'a JSON array of lines': one => `["${lines(one, 76, '",\n  "')}"]`,
  'literals that are added': one => `const archive =\n  "${lines(one, 70, '" +\n  "')}";`,
  'literals in a row': one => `ARCHIVE = ('${lines(one, 70, "'\n    '")}')`,
  'a here document that goes on': one => `echo ${lines(one, 70, '\\\n')} | base64 -d`,
  'a form': one => `a=1&data=${encodeURIComponent(one)}&b=2`,
  'a form in a form': one => `a=1&data=${encodeURIComponent(encodeURIComponent(one))}&b=2`,
  'a page': one => `<td>${one.replaceAll('+', '&#43;').replaceAll('=', '&#x3D;')}</td>`,
  'a data URL': one => `<a href="data:application/gzip;base64,${one}">`,
  'a property list': one => `<data>\n\t${lines(one, 68, '\n\t')}\n\t</data>`,
};

/** A text with `packed` in it, in any form and any width of its characters. */
export function written(rng: Rng, packed: Buffer): Buffer {
  const form = oneOf(rng, Object.values(FORMS));
  return Buffer.from(form(packed.toString('base64')), rng() < 0.15 ? 'utf16le' : 'latin1');
}

/** Texts with such in them: some of them broken, one behind the other, with noise between. */
export function someWritten(rng: Rng): Buffer {
  const pieces: Buffer[] = [noise(rng, 300)];
  for (let i = integer(rng, 1, 2); i > 0; i--) {
    const inner = Buffer.concat([noise(rng, 2000), planted(rng), noise(rng, oneOf(rng, [20, 4000]))]);
    const packed = oneOf(rng, [gzipSync, deflateSync, (one: Buffer) => makeZip([{ name: 'a', bytes: one }])])(inner);
    const one = written(rng, packed);
    if (rng() < 0.2) one[integer(rng, 0, one.length - 1)] = integer(rng, 0, 255);
    pieces.push(rng() < 0.1 ? one.subarray(integer(rng, 0, one.length - 1)) : one, noise(rng, 300));
  }
  return Buffer.concat(pieces);
}
