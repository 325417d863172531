import type { Severity, UnreadClass } from './model.ts';
export type Scope = 'scan' | 'history' | 'staged' | 'range' | 'dir' | 'stdin';
export type FailOn = Severity | 'none';
export type ReaderChoice = 'auto' | 'git' | 'pack';
/** A scan as a front end or a program asks for it. Everything but the scope has a default. */
export interface ScanRequest {
    /** `scan`: working tree, index and history of a repository, or plain files outside one. Default `scan`. */
    readonly scope?: Scope;
    /** Where relative paths start and a repository is looked for. Default: the process's own. */
    readonly cwd?: string;
    readonly paths?: readonly string[];
    /** For `range`: `A..B`, `A...B`, `REV`, `^REV`, as a person types them. */
    readonly revisions?: readonly string[];
    /** For `range`, instead of revisions: full object ids; everything in `wants` that is not in `haves`. */
    readonly objects?: {
        readonly wants: readonly string[];
        readonly haves: readonly string[];
    };
    /** For `stdin`: the bytes. */
    readonly input?: AsyncIterable<Buffer>;
    readonly failOn?: string;
    readonly failOnLocal?: boolean;
    /** The moment that decides what has expired: ISO 8601, or milliseconds. Default: now. */
    readonly asOf?: string | number;
    /** Only history since this date or revision. */
    readonly since?: string;
    readonly jobs?: number;
    /** Seconds after which the scan stops and is incomplete. 0 or absent: no limit. */
    readonly timeout?: number;
    /** Files and blobs above it are skipped by policy: bytes, or `10MB`, `1GiB`. */
    readonly maxFileSize?: string | number;
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly acceptUnread?: readonly string[];
    /** Also files that git ignores. */
    readonly ignored?: boolean;
    readonly reader?: string;
    readonly cache?: boolean;
    /** Where finished packs are remembered, if they are; without it nothing is. */
    readonly cacheFolder?: string;
    /** The index to read for `staged`, where a hook's `GIT_INDEX_FILE` names another than the repository's own. */
    readonly indexFile?: string;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: Progress) => void;
}
/** How far a scan is. `expected` is 0 while it is not known. */
export interface Progress {
    readonly stage: 'files' | 'index' | 'history' | 'attribution';
    readonly done: number;
    readonly expected: number;
}
export interface Settings {
    readonly scope: Scope;
    readonly cwd: string;
    /** Absolute. Empty: the folder that `cwd` is in. */
    readonly paths: readonly string[];
    readonly revisions: readonly string[];
    readonly objects: {
        readonly wants: readonly string[];
        readonly haves: readonly string[];
    } | undefined;
    readonly input: AsyncIterable<Buffer> | undefined;
    readonly failOn: FailOn;
    readonly failOnLocal: boolean;
    readonly now: number;
    readonly since: string | undefined;
    readonly jobs: number;
    readonly timeoutMs: number;
    readonly maxFileBytes: number;
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    readonly acceptUnread: ReadonlySet<UnreadClass>;
    readonly ignored: boolean;
    readonly reader: ReaderChoice;
    /** Where finished packs are remembered; undefined if they are not. */
    readonly cacheFolder: string | undefined;
    readonly indexFile: string | undefined;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
}
export declare const UNREAD_CLASSES: readonly UnreadClass[];
/**
 * The settings that a request stands for.
 * @throws UsageError if a value of it means nothing.
 */
export declare function settle(request: ScanRequest): Settings;
