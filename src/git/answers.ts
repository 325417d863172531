/** Answers of git that hold as long as a repository stays exactly as it is: remembered in the user's cache folder, if there is one. */
import { repositoryDigest } from './digest.ts';
import { entryKey, Remembered } from './remembered.ts';
import type { Repository } from './repository.ts';

export class Answers {
  readonly #repo: Repository;
  readonly #folder: string | undefined;
  readonly #note: (text: string) => void;

  /** @param folder the user's own; undefined: nothing is remembered. @param note takes what the receipt should say. */
  constructor(repo: Repository, folder: string | undefined, note: (text: string) => void) {
    this.#repo = repo;
    this.#folder = folder;
    this.#note = note;
  }

  /**
   * What `ask` answers, from memory if the repository is as it was then. An answer that was found while the repository
   * changed, or that is not `sound`, is not remembered.
   * @param question tells it from all other questions. @param ask its answer must survive JSON.
   */
  async to<Answer>(
    question: readonly string[],
    ask: () => Promise<Answer>,
    sound: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const before = this.#folder === undefined ? undefined : await repositoryDigest(this.#repo);
    if (this.#folder === undefined || before === undefined) return ask();
    const entry = new Remembered<Answer>(this.#folder, entryKey('answer', [before, ...question]));
    const { kept, note } = entry.recall();
    if (kept !== undefined) return kept;
    if (note !== undefined) this.#note(note);
    const answer = await ask();
    if (sound(answer) && (await repositoryDigest(this.#repo)) === before) entry.remember(answer);
    return answer;
  }
}
