/** Reads what git lists with `-z`: records of any bytes, each ended by a NUL. */
import { GitError } from '../errors.ts';
import { type GitOptions, type GitPlace, streamGit, subcommand } from '../git/process.ts';

/**
 * Runs git and hands on each record. The buffer is the caller's to keep.
 * @param onComplaint gets what git, otherwise successful, complains of. Without it a complaint is a failure.
 * @throws GitError if git fails or its output ends inside a record.
 */
export async function gitRecords(
  place: GitPlace,
  args: readonly string[],
  options: GitOptions,
  onRecord: (record: Buffer) => void,
  onComplaint?: (complaint: string) => void,
): Promise<void> {
  let rest = Buffer.alloc(0);
  const end = await streamGit(
    place,
    args,
    piece => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let at = 0;
      for (let nul = bytes.indexOf(0); nul !== -1; nul = bytes.indexOf(0, at)) {
        onRecord(Buffer.from(bytes.subarray(at, nul)));
        at = nul + 1;
      }
      rest = Buffer.from(bytes.subarray(at));
    },
    options,
  );
  const bearable = onComplaint !== undefined && end.status === 0;
  if (bearable) end.complaints.forEach(onComplaint);
  else if (end.problem !== undefined) throw new GitError(`git ${subcommand(args)} failed`, end.problem);
  if (rest.length > 0) throw new GitError(`git ${subcommand(args)} failed`, 'its output ends inside a path');
}
