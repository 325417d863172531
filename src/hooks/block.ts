/**
 * The lines that keysift puts into a pre-push hook, as text. POSIX sh. They read git's stdin once and give the rest of
 * the hook a copy, so a hook that was there before (git-lfs reads the same lines) goes on unchanged. Pure: no file is touched.
 */

/**
 * How the block came to be in its file, which is how it goes again. `created`: the file is keysift's. `inserted`: the
 * file is somebody's shell script. `chained`: somebody's hook, not a shell script, stands beside it under another name.
 */
export type Placement = 'created' | 'inserted' | 'chained';

export interface Block {
  readonly placement: Placement;
  /**
   * Hooks outside a repository may serve many: then the common directories of those that keysift guards. Others pass.
   * Empty: the hook serves one repository, and a push that cannot be checked is blocked.
   */
  readonly guarded: readonly string[];
}

/** The last part of the name under which a hook that was there before stands beside a `chained` block. */
export const BEFORE = '.before-keysift';
/** What `keysift hook run` writes to stdout when a push may go. Exit status 0 alone would also be an empty file's. */
export const CHECKED = 'keysift: push checked';

const BEGIN = '# >>> keysift pre-push >>>';
const END = '# <<< keysift pre-push <<<';
const PLACEMENT = '# placement: ';
const GUARDED = '# guards: ';

/** The block's text, from its first mark to its last, with a line feed at the end. */
export function renderBlock(block: Block): string {
  return [
    `${BEGIN} put in by "keysift hook install", taken out by "keysift hook uninstall"`,
    `${PLACEMENT}${block.placement}`,
    ...block.guarded.map(directory => GUARDED + directory),
    ...head,
    ...(block.guarded.length > 0 ? passOthers : []),
    ...check,
    ...(block.placement === 'chained' ? chain : []),
    END,
    '',
  ].join('\n');
}

const head = `
keysift_refs=$(cat)
keysift_pre_push() (
  set +eu
  blocked() {
    printf 'keysift: push blocked: it was not checked, because %s.\\n' "$1"
    printf '  %-18s %s\\n' repair: 'npx keysift hook install' 'remove the check:' 'npx keysift hook uninstall' \\
      'once, unchecked:' 'git push --no-verify'
    exit 2
  } >&2
  common=$(git rev-parse --git-common-dir) && [ -n "$common" ] || blocked "git did not name its directory"
  home=$common/keysift/hook`
  .trim()
  .split('\n');

const passOthers = `
  # These hooks serve several repositories. Only those named above, or with a copy of keysift, are guarded.
  if [ ! -d "$home" ]; then
    grep -Fqx "${GUARDED}$(cd "$common" && pwd -P)" "$0"
    [ $? -eq 1 ] && exit 0
  fi`
  .slice(1)
  .split('\n');

const check = `
  { read -r version <"$home/current"; } 2>/dev/null || version=
  { read -r recorded <"$home/node"; } 2>/dev/null || recorded=
  case $version in '' | .* | */*) blocked "keysift's copy in $home is gone" ;; esac
  [ -s "$home/$version/cli.js" ] || blocked "keysift's copy in $home/$version is gone"
  node=
  for candidate in "$(command -v node)" "$recorded"; do
    [ -n "$candidate" ] || continue
    case $("$candidate" --version 2>/dev/null) in
      v20.19.* | v20.[2-9][0-9].* | v2[1-9].* | v[3-9][0-9].*) node=$candidate && break ;;
    esac
  done
  [ -n "$node" ] || blocked "no Node.js of version 20.19 or later is on PATH or at '$recorded'"
  said=$(printf '%s\\n' "$keysift_refs" | "$node" "$home/$version/cli.js" hook run pre-push "$@")
  status=$?
  [ "$status" -eq 0 ] || exit "$status"
  case $said in *'${CHECKED}'*) exit 0 ;; esac
  blocked "keysift's copy in $home/$version is damaged"
)
keysift_pre_push "$@" || exit $?
if [ -n "$keysift_refs" ]; then
  exec <<KEYSIFT_REFS
$keysift_refs
KEYSIFT_REFS
else
  exec </dev/null
fi`
  .slice(1)
  .split('\n');

const chain = `
keysift_before=$(dirname "$0")/pre-push${BEFORE}
if [ -x "$keysift_before" ]; then exec "$keysift_before" "$@"; fi`
  .trim()
  .split('\n');

/** A hook's text, one character a byte, taken apart around its block. */
export interface Hook {
  readonly before: string;
  /** `undefined` if the text has no block. */
  readonly block: Block | undefined;
  readonly after: string;
}

/**
 * Takes a hook's text apart: what stands before the block's first mark, and after its last one.
 * @returns undefined if the marks are not one whole pair: then a person has to look.
 */
export function parseHook(text: string): Hook | undefined {
  const starts = lineStarts(text, BEGIN);
  const ends = lineStarts(text, END);
  const [start, end] = [starts[0], ends[0]];
  if (start === undefined && end === undefined) return { before: text, block: undefined, after: '' };
  if (start === undefined || end === undefined || starts.length > 1 || ends.length > 1 || end < start) return undefined;
  const stop = Math.min(text.length, end + END.length + 1);
  const lines = text.slice(start, stop).split('\n');
  const placement = valuesOf(lines, PLACEMENT)[0];
  if (placement !== 'created' && placement !== 'inserted' && placement !== 'chained') return undefined;
  const block = { placement, guarded: valuesOf(lines, GUARDED) } as const;
  return { before: text.slice(0, start), block, after: text.slice(stop) };
}

function valuesOf(lines: readonly string[], name: string): readonly string[] {
  return lines.filter(line => line.startsWith(name)).map(line => line.slice(name.length));
}

function lineStarts(text: string, mark: string): readonly number[] {
  const starts = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    if (at === 0 || text[at - 1] === '\n') starts.push(at);
  return starts;
}

/** The first line of a hook of our own. husky reads it as a comment. */
export const SHEBANG = '#!/bin/sh\n';
const SHELL = /^#![ \t]*(?:\/usr\/bin\/env[ \t]+(?:-S[ \t]+)?)?(?:\/[^\s]*\/)?(?:ba|da|a|k|z)?sh(?:[ \t][^\n]*)?\n/;

/**
 * Where a block may be put into somebody's hook: after the first line of a script for a shell of the Bourne family.
 * A text without a first line of that kind is run by sh too (execve(2) refuses it with ENOEXEC, git and husky ask sh).
 * @returns undefined for any other interpreter, and for what is no text.
 */
export function insertionPoint(text: string): number | undefined {
  if (text.includes('\0')) return undefined;
  if (!text.startsWith('#!')) return 0;
  return SHELL.exec(text)?.[0].length;
}
