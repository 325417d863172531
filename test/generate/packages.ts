/** cpio archives in the newc format, and packages of RPM around them. */

export interface CpioEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
}

const TRAILER = 'TRAILER!!!';

/** One archive, filled up to whole blocks. */
export function makeCpio(entries: readonly CpioEntry[]): Buffer {
  const whole = Buffer.concat([...entries, { name: TRAILER, bytes: '' }].map(one => entry(one)));
  return Buffer.concat([whole, Buffer.alloc(-whole.length & 511)]);
}

function entry({ name, bytes }: CpioEntry): Buffer {
  const content = Buffer.from(bytes as Buffer);
  const numbers = [1, 0o100644, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
  const head = Buffer.from(`070701${numbers.map(one => one.toString(16).padStart(8, '0')).join('')}${name}\0`);
  return Buffer.concat([head, Buffer.alloc(-head.length & 3), content, Buffer.alloc(-content.length & 3)]);
}

/** A package whose files are in `payload`. @param data of its second header: descriptions, scripts. */
export function makeRpm(payload: Buffer, data: Buffer = Buffer.from('a package')): Buffer {
  const lead = Buffer.alloc(96);
  lead.writeUInt32BE(0xedabeedb);
  const signatures = header(Buffer.from('signed'));
  return Buffer.concat([lead, signatures, Buffer.alloc(-signatures.length & 7), header(data), payload]);
}

/** A header of one entry. */
function header(data: Buffer): Buffer {
  const intro = Buffer.alloc(32);
  intro.writeUInt32BE(0x8eade801);
  intro.writeUInt32BE(1, 8);
  intro.writeUInt32BE(data.length, 12);
  return Buffer.concat([intro, data]);
}
