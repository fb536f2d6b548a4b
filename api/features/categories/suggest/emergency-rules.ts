/** The shape of emergency.json; `matching` in that file is the specification the matcher follows. */
export interface EmergencyRules {
  matching: { typos: Readonly<Record<string, string>> };
  hotlines: readonly { number: string; name: string }[];
  /** Tried in this order. */
  rules: readonly EmergencyRule[];
  exclusions: readonly EmergencyExclusion[];
}

export interface EmergencyRule {
  id: string;
  label: string;
  hotline: string;
  also: readonly string[];
  /** Catalogue code the matter would be filed under. */
  category: string;
  words: readonly string[];
  /** JavaScript regular expressions, flag u. */
  patterns: readonly string[];
  advice: string;
}

export interface EmergencyExclusion {
  id: string;
  /** `span`: every match is blanked; `text`: one match and the named rules are skipped. */
  scope: string;
  /** Rule ids, or "*" for all. */
  rules: string | readonly string[];
  patterns: readonly string[];
}

export interface Hotline {
  number: string;
  name: string;
}

/** What the resident is told before anything else. */
export interface EmergencyMatch {
  ruleId: string;
  label: string;
  hotline: string;
  hotlineName: string;
  also: Hotline[];
  /** Catalogue code for the report that may follow the call. */
  category: string;
  advice: string;
  /** The parts of the (normalised) text that matched. */
  matchedWords: string[];
}

export type EmergencyMatcher = (text: string) => EmergencyMatch | null;
