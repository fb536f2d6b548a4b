/** `review`: somebody should look; `risky`: surely not for the public. Either is accepted and kept from the public. */
export type Suggestion = 'pass' | 'review' | 'risky';

export interface Verdict {
  suggest: Suggestion;
  /** Kinds of what was found, as in MODERATION_REASONS. */
  found: string[];
}

/** Judged far away: what becomes of it is known later, or never. */
export interface RemoteCheck {
  /** @returns null when this author cannot be judged (not active lately, unknown there) */
  text(text: string, openid: string): Promise<Verdict | null>;
  /** @returns the id under which the verdict will be delivered; null as above */
  photo(url: string, openid: string): Promise<string | null>;
}

/** Judges what people write and photograph before the public sees it. */
export interface ContentCheck {
  /** Without asking anybody: an acknowledged write never waits for somebody else's server. */
  textNow(text: string): Verdict;
  /** Asked afterwards, from the event log; null when there is nobody to ask. */
  remote: RemoteCheck | null;
}
