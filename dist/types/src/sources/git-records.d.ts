import { type GitOptions, type GitPlace } from '../git/process.ts';
/**
 * Runs git and hands on each record. The buffer is the caller's to keep.
 * @param onComplaint gets what git, otherwise successful, complains of. Without it a complaint is a failure.
 * @throws GitError if git fails or its output ends inside a record.
 */
export declare function gitRecords(place: GitPlace, args: readonly string[], options: GitOptions, onRecord: (record: Buffer) => void, onComplaint?: (complaint: string) => void): Promise<void>;
