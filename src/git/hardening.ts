/**
 * The environment and the flags that every git call gets, so that nothing in a scanned repository, in its configuration or
 * in the surrounding environment runs a program, opens a connection, or hides an object. Facts: git's SECURITY section
 * (git-scm.com/docs/git#_security), and measurements on hostile repositories.
 */
import { delimiter } from 'node:path';

/** Settings of the user, and nobody else, that git calls must still obey. */
export interface UserConfig {
  /** Values of `safe.directory`, in order: repositories of other owners that the user trusts. */
  readonly safeDirectories: readonly string[];
  /** `core.hooksPath` as the user's own configuration has it. */
  readonly hooksPath?: string;
  /** The user's own list of ignored files: `core.excludesFile`, or git's default place for it if there is one. */
  readonly excludesFile?: string;
  /** Values of `lfs.storage`: where Git LFS objects may be. */
  readonly lfsStorage?: readonly string[];
}

/** Switches that can be turned off by name. `filter.<any>` cannot: so no command that compares the working tree is ever run. */
const SWITCHED_OFF = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  // An edited commit-graph makes commits vanish with exit status 0.
  'core.commitGraph=false',
  'core.useReplaceRefs=false',
  'core.attributesFile=/dev/null',
  'color.ui=false',
  'log.showSignature=false',
  'credential.helper=',
  'protocol.allow=never',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
];

export interface Hardening {
  readonly user: UserConfig;
  /** Found by git itself before; an explicit directory switches its ownership checks off. */
  readonly gitDir?: string;
  /** True only after it was checked that the bare repository lies in no working tree. */
  readonly bareAllowed?: boolean;
  /** A folder of objects to read beside the repository's own: what is being pushed, in a hook that may still refuse it. */
  readonly quarantine?: string;
}

/** Configuration pairs (`key=value`) of a hardened call, in order. */
export function hardenedConfig(call: Hardening): string[] {
  return [
    ...SWITCHED_OFF,
    `safe.bareRepository=${call.bareAllowed ? 'all' : 'explicit'}`,
    ...call.user.safeDirectories.map(path => `safe.directory=${path}`),
    ...(call.user.excludesFile === undefined ? [] : [`core.excludesFile=${call.user.excludesFile}`]),
  ];
}

/** The arguments that stand before git's subcommand. */
export function hardenedFlags(call: Hardening): string[] {
  return [
    '--no-pager',
    '--no-replace-objects',
    '--no-optional-locks',
    '--literal-pathspecs',
    ...(call.gitDir === undefined ? [] : [`--git-dir=${call.gitDir}`]),
    ...hardenedConfig(call).flatMap(pair => ['-c', pair]),
  ];
}

/** What a call may take from the surrounding environment: what finds and starts programs, and nothing of git's. */
const INHERITED = ['PATH', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'COMSPEC', 'PATHEXT'];

/** The whole environment of a hardened call. `indexFile` is handed over only where a hook's `GIT_INDEX_FILE` is meant. */
export function hardenedEnvironment(call?: Hardening, indexFile?: string): Record<string, string> {
  return {
    ...inherited(INHERITED),
    HOME: '/nonexistent',
    XDG_CONFIG_HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    SSH_ASKPASS: '/bin/false',
    GIT_SSH_COMMAND: '/bin/false',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_PROTOCOL_FROM_USER: '0',
    // Not /dev/null: git prints a hint about grafts for a file that exists.
    GIT_GRAFT_FILE: '/nonexistent',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PAGER: 'cat',
    ...(indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile }),
    // As git has it among several, a path with a colon in it is quoted.
    ...(call?.quarantine === undefined ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(call.quarantine) }),
  };
}

/** Where the user's own configuration is found. */
const USER = [
  'HOME',
  'USERPROFILE',
  'XDG_CONFIG_HOME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
] as const;

/** The environment to read the user's own configuration with: theirs, but no repository's and no ad-hoc settings. */
export function userEnvironment(): Record<string, string> {
  return {
    ...inherited([...INHERITED, ...USER]),
    LC_ALL: 'C',
    GIT_DIR: '/nonexistent',
    GIT_CEILING_DIRECTORIES: ['/', process.cwd()].join(delimiter),
  };
}

/** The environment to ask what git will do in a repository: as the user's own git, and in the repository that git names to a hook. */
export function userEnvironmentInRepository(): Record<string, string> {
  return {
    ...inherited([...INHERITED, ...USER, 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR']),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
  };
}

function inherited(names: readonly string[]): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) taken[name] = value;
  }
  return taken;
}
