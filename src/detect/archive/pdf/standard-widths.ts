/**
 * Widths of the fonts that every reader has, which a PDF need not tell (ISO 32000-2, 9.6.2.2): those of ASCII, in thousandths of an
 * em. Source: Adobe's font metrics of the 14 standard fonts.
 */

const FIRST_CODE = 0x20;
const COURIER = 600;

/** From the blank to the tilde, each in two digits of base 36. */
const WIDTHS: Readonly<Record<string, string>> = {
  Helvetica:
    '7q7q9vfgfgopij5b9999atg87q997q7qfgfgfgfgfgfgfgfgfgfg7q7qg8g8g8fgs7ijijk2k2ijgzlmk27qdwijfgn5k2lm' +
    'ijlmk2ijgzk2ijq8ijijgz7q7q7qd1fg99fgfgdwfgfg7qfgfg6666dw66n5fgfgfgfg99dw7qfgdwk2dwdwdw9a789ag8',
  'Helvetica Bold':
    '7q99d6fgfgopk26m9999atg87q997q7qfgfgfgfgfgfgfgfgfgfg9999g8g8g8gzr3k2k2k2k2ijgzlmk27qfgk2gzn5k2lm' +
    'ijlmk2ijgzk2ijq8ijijgz997q99g8fg99fggzfggzfg99gzgz7q7qfg7qopgzgzgzgzatfg99gzfglmfgfgdwat7satg8',
  Times:
    '6y99bcdwdwn5lm509999dwfo6y996y7qdwdwdwdwdwdwdwdwdwdw7q7qfofofoccplk2ijijk2gzfgk2k299atk2gzopk2k2' +
    'fgk2ijfggzk2k2q8k2k2gz997q99d1dw99ccdwccdwcc99dwdw7q7qdw7qlmdwdwdwdw99at7qdwdwk2dwdwccdc5kdcf1',
  'Times Bold':
    '6y99ffdwdwrsn57q9999dwfu6y996y7qdwdwdwdwdwdwdwdwdwdw9999fufufudwpuk2ijk2k2ijgzlmlmatdwlmijq8k2lm' +
    'gzlmk2fgijk2k2rsk2k2ij997q99g5dw99dwfgccfgcc99dwfg7q99fg7qn5fgdwfgfgccat99fgdwk2dwdwccay64ayeg',
  'Times Italic':
    '6y99bodwdwn5lm5y9999dwir6y996y7qdwdwdwdwdwdwdwdwdwdw9999iririrdwpkgzgzijk2gzgzk2k299ccijfgn5ijk2' +
    'gzk2gzdwfgk2gzn5gzfgfgat7qatbqdw99dwdwccdwcc7qdwdw7q7qcc7qk2dwdwdwdwatat7qdwccijccccatb47nb4f1',
  'Times Bold Italic':
    '6yatffdwdwn5lm7q9999dwfu6y996y7qdwdwdwdwdwdwdwdwdwdw9999fufufudwn4ijijijk2ijijk2lmatdwijgzopk2k2' +
    'gzk2ijfggzk2ijopijgzgz997q99fudw99dwdwccdwcc99dwfg7q7qdw7qlmfgdwdwdwatat7qfgccijdwccat9o649ofu',
};

/** The widths of a font by its name, of any spelling that is in use for it; undefined if it is none of the standard fonts. */
export function standardWidthOf(baseFont: string): ((code: number) => number | undefined) | undefined {
  const name = baseFont.replace(/^[A-Z]{6}\+/, '');
  if (/^Courier/.test(name)) return () => COURIER;
  const family = /^(?:Helvetica|Arial)(?!.*Narrow)/.test(name)
    ? 'Helvetica'
    : /^Times/.test(name)
      ? 'Times'
      : undefined;
  if (family === undefined) return undefined;
  const bold = /Bold/.test(name) ? ' Bold' : '';
  const italic = family === 'Times' && /Italic|Oblique/.test(name) ? ' Italic' : '';
  const widths = WIDTHS[family + bold + italic] as string;
  return code => {
    const at = 2 * (code - FIRST_CODE);
    return at >= 0 && at < widths.length ? Number.parseInt(widths.slice(at, at + 2), 36) : undefined;
  };
}
