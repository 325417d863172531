import type { ThreadTask } from './worker.ts';
export declare class Thread {
    #private;
    private constructor();
    /** Starts threads, none where the bundled one is not there. */
    static start(count: number): Thread[];
    /**
     * Has it work, once. Settles when the thread is gone: then its memory is free.
     * @param onMessage gets what it sends. @param grace milliseconds from an abort of `signal` on after which it is ended.
     * @returns why it ended, if it ended before its time. It never throws for what the thread does.
     */
    work<Message>(task: ThreadTask, onMessage: (message: Message) => void, signal: AbortSignal, grace: number): Promise<string>;
    /** Sends it home without work. It goes by itself, and nobody waits for it. */
    dismiss(): void;
}
