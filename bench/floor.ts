/** The inflate floor: what every scanner that opens packs itself pays at least, if it reads each blob once. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { buildCatalogue } from '../src/git/pack/build.ts';
import { BLOB, type Catalogue, NONE, type Pack } from '../src/git/pack/catalogue.ts';
import { type EntryHead, readHead } from '../src/git/pack/entries.ts';
import { listPacks } from '../src/git/pack/listing.ts';
import { openRepository } from '../src/git/repository.ts';

/** Inflates every blob entry once, one thread, packs in memory. Reading and linking are part of it too: they take a tenth. */
export async function inflateBlobs(folder: string): Promise<void> {
  const { objectFolders, idBytes } = await openRepository(folder);
  const { catalogue } = await buildCatalogue(await listPacks(objectFolders, idBytes), idBytes, {
    threads: 1,
  });
  const head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  for (const pack of catalogue.packs) {
    const bytes = readFileSync(pack.path);
    const types = rootTypes(catalogue, pack, bytes);
    for (let entry = pack.first; entry < pack.last; entry++) {
      if (types[entry - pack.first] !== BLOB) continue;
      const at = catalogue.offsets[entry]!;
      const end = catalogue.endOf(entry, pack);
      if (readHead(bytes, at, end, idBytes, head)) inflateSync(bytes.subarray(at + head.length, end));
    }
  }
}

/** The type of the object at the root of each entry's family. */
function rootTypes(catalogue: Catalogue, pack: Pack, bytes: Buffer): Uint8Array {
  const types = new Uint8Array(pack.last - pack.first);
  for (let entry = pack.first; entry < pack.last; entry++) {
    let root = entry;
    while (catalogue.bases[root]! !== NONE) root = catalogue.bases[root]!;
    types[entry - pack.first] = (bytes[catalogue.offsets[root]!]! >> 4) & 7;
  }
  return types;
}
