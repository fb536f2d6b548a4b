export interface Dictation {
  /** Whether a page can turn speech into text by itself. */
  supported: boolean;
  /** What the field says when it cannot. */
  hint: string;
  /**
   * Listens until the person pauses or `stop` is called.
   * @param said words, each piece once it is certain
   * @param ended null, or why nothing more comes, in words for the person
   */
  listen: (said: (text: string) => void, ended: (problem: string | null) => void) => { stop: () => void };
}
