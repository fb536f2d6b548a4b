import type {
  EmergencyMatch,
  EmergencyMatcher,
  EmergencyRule,
  EmergencyRules,
  Hotline,
} from './emergency-rules';

/** Reports are capped at 2,000 characters; the cap here keeps any caller from buying time with a longer one. */
const MAX_LENGTH = 2000;
const BLANK = '◇';

interface CompiledRule {
  rule: EmergencyRule;
  patterns: RegExp[];
  /** Any match of these and the rule is not tried. */
  skippedBy: RegExp[];
  /** Matches of these are blanked before the rule looks. */
  blanked: RegExp[];
}

/**
 * Compiles the rules once.
 * @param rules the content of emergency.json; a pattern that does not compile throws SyntaxError here, at start
 * @returns a function that takes a resident's words and answers the first rule that matches, or null
 */
export function createEmergencyMatcher(rules: EmergencyRules): EmergencyMatcher {
  const hotlines = new Map(rules.hotlines.map(({ number, name }) => [number, name]));
  const hotline = (number: string): Hotline => ({ number, name: hotlines.get(number) ?? number });
  const compiled = rules.rules.map((rule) => compileRule(rule, rules));
  const typos = Object.entries(rules.matching.typos);

  return (text) => {
    const normalised = normalise(text.slice(0, MAX_LENGTH), typos);
    for (const entry of compiled) {
      const matchedWords = matchRule(entry, normalised);
      if (matchedWords.length > 0) return present(entry.rule, matchedWords, hotline);
    }
    return null;
  };
}

function compileRule(rule: EmergencyRule, { exclusions }: EmergencyRules): CompiledRule {
  const compile = (scope: string, flags: string) =>
    exclusions
      .filter((exclusion) => exclusion.scope === scope)
      .filter(({ rules }) => rules === '*' || rules.includes(rule.id))
      .flatMap(({ patterns }) => patterns.map((pattern) => new RegExp(pattern, flags)));
  return {
    rule,
    patterns: rule.patterns.map((pattern) => new RegExp(pattern, 'u')),
    skippedBy: compile('text', 'u'),
    blanked: compile('span', 'gu'),
  };
}

/** NFKC, lower case, known typos, white space to one comma: in this order, as the rules file says. */
function normalise(text: string, typos: readonly (readonly [string, string])[]): string {
  let normalised = text.normalize('NFKC').toLowerCase();
  for (const [typo, word] of typos) normalised = normalised.replaceAll(typo, word);
  return normalised.replace(/\s+/gu, ',');
}

function matchRule({ rule, patterns, skippedBy, blanked }: CompiledRule, normalised: string): string[] {
  if (skippedBy.some((pattern) => pattern.test(normalised))) return [];
  // As many blanks as letters: distances between the remaining words stay what they were.
  const blank = (match: string) => BLANK.repeat(match.length);
  const text = blanked.reduce((rest, pattern) => rest.replace(pattern, blank), normalised);
  const found = rule.words.filter((word) => text.includes(word));
  for (const pattern of patterns) {
    const at = pattern.exec(text);
    if (at) found.push(normalised.slice(at.index, at.index + at[0].length));
  }
  return [...new Set(found)];
}

function present(
  rule: EmergencyRule,
  matchedWords: string[],
  hotline: (number: string) => Hotline,
): EmergencyMatch {
  const first = hotline(rule.hotline);
  return {
    ruleId: rule.id,
    label: rule.label,
    hotline: first.number,
    hotlineName: first.name,
    also: rule.also.map(hotline),
    category: rule.category,
    advice: rule.advice,
    matchedWords,
  };
}
