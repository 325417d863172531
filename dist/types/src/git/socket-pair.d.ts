import { type Socket } from 'node:net';
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
export declare function socketPair(room: () => Uint8Array, onBytes: (count: number) => void): Promise<SocketPair | undefined>;
