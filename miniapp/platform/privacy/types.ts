/** WeChat wants to know whether the person agrees to the privacy guide, because of something he has just done. */
export interface PrivacyQuestion {
  /** Interface that waits for the answer, e.g. `getLocation`; empty when WeChat does not say. */
  because: string;
  /** `buttonId`: of the agree button, which WeChat checks was really tapped. */
  answer: (agreed: boolean, buttonId?: string) => void;
}

export interface PrivacyDesk {
  /** The question that waits, for as long as it does. */
  subscribe: (changed: () => void) => () => void;
  question: () => PrivacyQuestion | null;
  /** Takes WeChat's questions from now on; without it the system's own window would come. */
  start: () => void;
  /** Opens the guide as it stands in WeChat's console. */
  openGuide: () => Promise<void>;
}
