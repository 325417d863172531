import type { Repository } from './repository.ts';
export declare class Answers {
    #private;
    /** @param folder the user's own; undefined: nothing is remembered. @param note takes what the receipt should say. */
    constructor(repo: Repository, folder: string | undefined, note: (text: string) => void);
    /**
     * What `ask` answers, from memory if the repository is as it was then. An answer that was found while the repository
     * changed, or that is not `sound`, is not remembered.
     * @param question tells it from all other questions. @param ask its answer must survive JSON.
     */
    to<Answer>(question: readonly string[], ask: () => Promise<Answer>, sound: (answer: Answer) => boolean): Promise<Answer>;
}
