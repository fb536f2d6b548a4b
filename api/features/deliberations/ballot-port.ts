import type { TopicDoc } from './topic.model';

/** What a topic asks of its ballot. Filled in by whoever puts the application together: ballots know topics, not the reverse. */
export interface BallotPort {
  /** Question, options, eligibility, quorum and majority are written down: deciding may open. */
  isReady(topic: TopicDoc): Promise<boolean>;
  /**
   * How the ballot ended, asked at or after `dates.decideUntil`; null while it is not counted.
   * `words` is the result in one sentence, told to everybody who took part.
   */
  outcome(topic: TopicDoc): Promise<{ passed: boolean; words: string } | null>;
}
