/** Opens an archive that is in memory: its members one by one, within a budget. Never writes, never follows a name. */
import { arMembers } from './ar.ts';
import type { Budget } from './budget.ts';
import { bzip2Members, xzMembers, zstdMembers } from './compressed.ts';
import { cpioMembers } from './cpio.ts';
import { gzipMembers } from './gzip.ts';
import type { ArchiveKind } from './kinds.ts';
import { packMembers } from './pack.ts';
import { pdfMembers } from './pdf.ts';
import { pgDumpMembers } from './pg-dump.ts';
import { rdbMembers } from './rdb.ts';
import { rpmMembers } from './rpm.ts';
import { sevenZipMembers } from './seven-zip.ts';
import { tarMembers } from './tar.ts';
import type { Workplace } from './workplace.ts';
import { zipMembers } from './zip.ts';
import { zlibMembers } from './zlib.ts';

/** The name of a member as text, made when it is asked for: of nearly all members nobody asks. */
export type Name = () => string;

/** What an archive holds, told one by one. Ranges are byte offsets in the archive; names are for people only. */
export type Held =
  | {
      readonly kind: 'member';
      readonly name: Name;
      /** Valid until what comes next is asked for. */
      readonly bytes: Buffer;
      readonly from: number;
      readonly to: number;
      /** To be called, if it is there, when the bytes are no archive and nothing was found in them. */
      readonly onSilence?: (() => void) | undefined;
    }
  /** A member of which it is known that its bytes are no archive, and that nothing is found in them. */
  | { readonly kind: 'silent'; readonly from: number; readonly to: number }
  /** Encrypted, damaged or of an unknown method: what can be said of it is what its packed bytes say. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'bound'; readonly name: Name; readonly why: string };

/** The name of what has none. */
export const unnamed: Name = () => '';

const MEMBERS = {
  gzip: gzipMembers,
  zlib: zlibMembers,
  bzip2: bzip2Members,
  xz: xzMembers,
  zstd: zstdMembers,
  zip: zipMembers,
  '7z': sevenZipMembers,
  tar: tarMembers,
  ar: arMembers,
  cpio: cpioMembers,
  rpm: rpmMembers,
  pack: packMembers,
  pdf: pdfMembers,
  'pg-dump': pgDumpMembers,
  rdb: rdbMembers,
} satisfies Record<ArchiveKind, (bytes: Buffer, budget: Budget, workplace?: Workplace) => Iterable<Held>>;

/** What the archive `bytes` of that kind holds. Never throws for any bytes; its time is linear in what the budget allows. */
export function openArchive(
  kind: ArchiveKind,
  bytes: Buffer,
  budget: Budget,
  workplace: Workplace | undefined,
): Iterable<Held> {
  return MEMBERS[kind](bytes, budget, workplace);
}
