/** What an object stream holds (ISO 32000-2, 7.5.7). */
import { Lexer } from './lexer.ts';

/** An object inside, whose value begins at `from` of the unpacked bytes. */
export interface HeldObject {
  readonly number: number;
  readonly from: number;
}

/**
 * The objects that the head of an object stream names.
 * @param count how many it says there are. @param first where the head ends, and from where on places are counted.
 */
export function* heldObjects(bytes: Buffer, count: number, first: number): Generator<HeldObject> {
  const lexer = new Lexer(bytes.subarray(0, first));
  for (let i = 0; i < count; i++) {
    const number = lexer.next();
    const place = lexer.next();
    if (typeof number !== 'number' || typeof place !== 'number') return;
    const from = first + place;
    if (Number.isSafeInteger(from) && from >= first && from < bytes.length) yield { number, from };
  }
}
