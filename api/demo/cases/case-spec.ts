import type { UserDoc } from '@api/features/auth';
import type { DeclineReason } from '@shared/cases/reasons';
import type { CaseStatus } from '@shared/cases/statuses';
import type { Script, Setting } from './scripts';

/** What shall be told of one case; the rest follows from the city and the seed. */
export interface CaseSpec {
  /** Number of the case, from which everything random in it is drawn. */
  seed: number;
  gridCode: string;
  setting: Setting;
  script: Script;
  reporter: UserDoc;
  atMs: number;
  /** Words of its own instead of the script's. */
  text?: string;
  /** Ends here, whatever time is left. */
  stopAt?: CaseStatus;
  /** Fixed for the personas' cases; otherwise drawn. */
  photo?: boolean;
  visibility?: 'public' | 'private';
  anonymous?: boolean;
  /** What is said when it is declined. */
  declined?: { reason: DeclineReason; text: string; responsibleBody: string };
  /** Its desk gives it to this department. */
  department?: string;
  mood?: Mood;
  /** Sent back once before the rating that stays. */
  sendBack?: boolean;
}

export type Mood = 'good' | 'fair' | 'bad' | 'silent';
