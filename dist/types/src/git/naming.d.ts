/** The object ids that commits and tags name in their headers. Text after the first empty line is never read. */
/** Calls `onId` with each id (hex) that the headers of a commit or tag name, and with what it names: `tree`, `parent`, or a tag's object type. */
export declare function headerIds(type: 'commit' | 'tag', bytes: Buffer, onId: (id: string, kind: string) => void): void;
