/** Makes rows of SQLite, as they stand in its files (https://www.sqlite.org/fileformat2.html). It shares no code with src. */
import { accessKeyId, type Rng, secretAccessKey } from './aws.ts';
import { noise } from './noise.ts';
import { integer, oneOf, text } from './random.ts';

type Value = string | number | null;

/** A leaf cell of a table: its length, its number, a header of types, and the columns with nothing in between. */
export function row(number: number, values: readonly Value[]): Buffer {
  const types = values.flatMap(typeOf);
  const record = Buffer.concat([Buffer.from([types.length + 1, ...types]), ...values.map(bytesOf)]);
  return Buffer.concat([Buffer.from([...varint(record.length), ...varint(number)]), record]);
}

function typeOf(value: Value): number[] {
  if (value === null) return [0];
  if (typeof value === 'string') return varint(2 * value.length + 13);
  return Number.isInteger(value) ? [1] : [7];
}

function bytesOf(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  if (value === null) return Buffer.alloc(0);
  if (Number.isInteger(value)) return Buffer.from([value & 127]);
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

function varint(value: number): number[] {
  const last = value & 127;
  const first = value >> 7;
  return first === 0 ? [last] : [...varint(first).map(byte => byte | 128), last];
}

/** A page of rows with leaks in some, from a seed; sometimes a byte is wrong. */
export function rows(rng: Rng): Buffer {
  const word = (most: number) => text(rng, 'abcdefghij-_ 019', integer(rng, 0, most));
  const cells = Array.from({ length: integer(rng, 1, 12) }, (_, i) => {
    const values: Value[] = Array.from({ length: integer(rng, 0, 4) }, () =>
      oneOf(rng, [null, integer(rng, 0, 100), 1.5, word(12), word(150)]),
    );
    const id = accessKeyId({ rng, prefix: oneOf(rng, ['AKIA', 'ASIA']) });
    const secret = secretAccessKey(rng);
    const leak = oneOf<readonly Value[]>(rng, [
      [id, secret],
      [secret, id],
      [id],
      ['aws_secret_access_key', secret],
      [],
    ]);
    values.splice(integer(rng, 0, values.length), 0, ...leak);
    return row(oneOf(rng, [i, 150 + i, 90_000 + i]), values);
  });
  const page = Buffer.concat([noise(rng, 300), ...cells, noise(rng, 300)]);
  if (rng() < 0.3) page[integer(rng, 0, page.length - 1)] = integer(rng, 0, 255);
  return page;
}
