/**
 * Two ends of a socket, of which one is for a program to write to. Unlike the pipe that `spawn` makes, what comes out of the
 * other end can be read into memory of our own: gigabytes of output cost neither a buffer for each piece nor a copy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SocketPair {
  /** Our own end. It is not ended before all that was written is read. */
  readonly near: Socket;
  /** The program's end: to be destroyed once the program has it. */
  readonly far: Socket;
}

/**
 * Makes a pair, in a folder that nobody else can look into and that is gone before the pair is handed out.
 * @param room says where the next bytes go. @param onBytes gets those of them that came.
 * @returns undefined where it cannot be had: a system without such sockets, no folder for temporary files.
 */
export async function socketPair(
  room: () => Uint8Array,
  onBytes: (count: number) => void,
): Promise<SocketPair | undefined> {
  if (process.platform === 'win32') return undefined;
  let folder: string | undefined;
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
  let near: Socket | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'keysift-'));
    const path = join(folder, 'git');
    return await new Promise<SocketPair>((resolve, reject) => {
      server.once('error', reject);
      let far: Socket | undefined;
      let connected = false;
      const ready = () => {
        if (far !== undefined && near !== undefined && connected) resolve({ near, far });
      };
      server.once('connection', socket => {
        far = socket;
        ready();
      });
      server.listen(path, () => {
        near = connect({
          path,
          onread: {
            buffer: room,
            callback: count => {
              onBytes(count);
              return true;
            },
          },
        });
        near.once('error', reject);
        near.once('connect', () => {
          connected = true;
          ready();
        });
      });
    });
  } catch {
    near?.destroy();
    return undefined; // The pipe that `spawn` makes will do.
  } finally {
    server.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
