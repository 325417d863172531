/** Colour for a terminal, where it was asked for. The only user of `util.styleText`. */
import { styleText } from 'node:util';
import type { Severity } from '../../model.ts';

type Ink = Parameters<typeof styleText>[0];

const SEVERITY: Readonly<Record<Severity, Ink>> = {
  critical: ['bold', 'white', 'bgRed'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'cyan'],
  info: ['bold', 'gray'],
};

export interface Style {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** Styles that colour, or leave text as it is. */
export function style(color: boolean): Style {
  const ink = (format: Ink) => (text: string) => (color ? paint(format, text, { validateStream: false }) : text);
  return {
    severity: (severity, text) => ink(SEVERITY[severity])(text),
    strong: ink('bold'),
    faint: ink('dim'),
    good: ink('green'),
    bad: ink(['bold', 'white', 'bgRed']),
  };
}

/** From Node 22.13 `styleText` asks stdout by itself whether to colour; who asked us has decided that already. */
const paint = styleText as (format: Ink, text: string, options?: { validateStream: boolean }) => string;
