import { expect, test } from 'vitest';
import { base64Decoded, joined, unescaped } from '../../../src/detect/decode/carriers.ts';
import { LaterPlaces, ListedPlaces, type Places, RewrittenPlaces } from '../../../src/detect/find/places.ts';
import { endAt, pieceOf, plainView, startAt } from '../../../src/detect/find/view.ts';
import { integer, oneOf, type Rng, rng } from '../../generate/random.ts';

/** The places of `count` characters, rewritten at random, and the same with each character listed. */
function rewritten(random: Rng, below: Places | undefined, count: number) {
  const places = new RewrittenPlaces(below);
  const [starts, ends]: [number[], number[]] = [[], []];
  const list = (from: number, to: number) => {
    starts.push(below?.startOf(from) ?? from);
    ends.push(below?.endOf(to - 1) ?? to);
  };
  for (let at = 0; at < count; ) {
    const end = Math.min(count, at + integer(random, 1, 6));
    if (random() < 0.4) {
      const made = oneOf(random, [0, 1]);
      places.replace(starts.length, made, at, end);
      if (made === 1) list(at, end);
    } else for (let i = at; i < end; i++) list(i, i + 1);
    at = end;
  }
  return { places, listed: new ListedPlaces(Int32Array.from(starts), Int32Array.from(ends)), count: starts.length };
}

test('a text that was rewritten over and over has the places that each of its characters came from', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = rng(seed);
    let below: Places | undefined;
    let count = integer(random, 1, 200);
    for (let layer = 0; layer < 3 && count > 0; layer++) {
      const made = rewritten(random, below, count);
      for (let i = 0; i < made.count; i++) {
        const both = [made.places, made.listed].map(one => [one.startOf(i), one.endOf(i)]);
        expect(both[0], `seed ${seed}, layer ${layer}, character ${i}`).toEqual(both[1]);
      }
      const from = integer(random, 0, Math.max(0, made.count - 1));
      below = new LaterPlaces(made.places, from);
      count = made.count - from;
    }
  }
});

test('what escapes and joins are made of belongs to the characters that they stand for', () => {
  const content = 'x\\n\\u0041%2Bbc" + "def\\/';
  const plain = unescaped(plainView(Buffer.from(content), 0, content.length));
  const whole = joined(plain);
  const written = [...(whole?.text ?? '')].map((one, i) => {
    const [start, end] = whole ? [startAt(whole, i), endAt(whole, i + 1)] : [0, 0];
    return `${one}=${content.slice(start, end)}`;
  });
  expect(written).toEqual(['x=x', '\n=\\n', 'A=\\u0041', '+=%2B', 'b=b', 'c=c', 'd=d', 'e=e', 'f=f', '/=\\/']);
  const piece = whole && pieceOf(whole, 2, 7);
  expect(piece && [piece.text, startAt(piece, 0), endAt(piece, 5), piece.from, piece.to]).toEqual([
    'A+bcd',
    3,
    content.indexOf('d') + 1,
    3,
    content.indexOf('d') + 1,
  ]);
});

const [FEW, MANY] = [' '.repeat(8), ' '.repeat(24)];

test.each([
  `"${FEW}||${FEW}_\r\n${MANY}'`,
  `"${FEW}\\\r\n${MANY}<>${FEW}"`,
  `\`${FEW}\\\r\n${MANY}"`,
  `"${FEW}\r\n${MANY}"`,
  '""',
])('the widest of joins between literals, %j, is taken out', join => {
  const content = `"" "-" + "abc${join}def" "" "${join}`;
  const bytes = Buffer.from(content);
  expect(joined(plainView(bytes, 0, bytes.length))?.text).toBe(content.replace(`abc${join}def`, 'abcdef'));
});

test('what a block of base64 encodes stands where its digits do, over line breaks, and what is around it where it stood', () => {
  const content = '\\nx: SGVs\nbG8h=; y';
  const plain = unescaped(plainView(Buffer.from(content), 0, content.length));
  const [start, end] = [plain.text.indexOf('SGVs'), plain.text.indexOf(';')];
  const digits = Int32Array.from([0, 1, 2, 3, 5, 6, 7, 8], one => start + one);
  const decoded = base64Decoded(plain, start, end, Buffer.from('Hello!'), digits);
  const written = [...decoded.text].map(
    (one, i) => `${one}=${content.slice(startAt(decoded, i), endAt(decoded, i + 1))}`,
  );
  expect(written.slice(0, 2)).toEqual(['\n=\\n', 'x=x']);
  expect(written.slice(-9)).toEqual(['H=SG', 'e=GV', 'l=Vs', 'l=bG', 'o=G8', '!=8h', ';=;', ' = ', 'y=y']);
});
