/** Steps of advice on a terminal. A command stands on lines of its own, broken as a shell takes it. */
import { columns, hang } from '../columns.ts';

/** The lines of one step after `first` (`    Fix  1. `), at most `width` columns wide where words allow it. */
export function* stepLines(first: string, step: string, width: number): Iterable<string> {
  const indent = ' '.repeat(columns(first));
  let lead = first;
  for (const piece of pieces(step)) {
    if (piece.kind === 'command') yield* commandLines(`${indent}  `, piece.text, width);
    else yield* hang(lead, piece.text, width);
    lead = indent;
  }
}

type Piece = { readonly kind: 'words' | 'command'; readonly text: string };

/** Commands that follow a colon are taken out of the sentence; others stay where they are, in their backticks. */
function pieces(step: string): Piece[] {
  const found: Piece[] = [];
  let rest = step;
  for (let match = COMMAND.exec(rest); match; match = COMMAND.exec(rest)) {
    const [whole, words = '', command = ''] = match;
    found.push({ kind: 'words', text: words }, { kind: 'command', text: command });
    rest = rest.slice(whole.length).replace(/^[.,;]? ?/, '');
  }
  return rest === '' && found.length > 0 ? found : [...found, { kind: 'words', text: rest }];
}

const COMMAND = /^([^`]*:) `([a-z][^`]* [^`]*)`/;

/** Broken before an option, with the backslash that lets it be pasted. */
function commandLines(indent: string, command: string, width: number): string[] {
  const room = width - indent.length - 4;
  if (columns(command) <= room + 2) return [indent + command];
  const lines: string[] = [];
  for (const word of command.split(/ (?=--)/).flatMap(one => (columns(one) > room ? one.split(' ') : [one]))) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(word) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => `${indent}${at > 0 ? '  ' : ''}${line}${at < lines.length - 1 ? ' \\' : ''}`);
}

/** What to say once below commands that name an id by its mask, or undefined if none does. */
export function maskedNote(steps: readonly string[]): string | undefined {
  const masked = /`[^`]* [^`]*([A-Z]{4}…[A-Z0-9]{4})[^`]*`/.exec(steps.join('\n'))?.[1];
  return masked && `(Put in the whole id for ${masked}: it is masked here.)`;
}
