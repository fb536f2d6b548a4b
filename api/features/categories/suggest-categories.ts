import type { SuggestResult } from '@shared/categories/schemas';
import type { Deps } from '@api/deps';
import { liveCatalogue } from './live-catalogue';
import emergencyRules from '../../demo/source/emergency.json';
import { createEmergencyMatcher } from './suggest';

const matchEmergency = createEmergencyMatcher(emergencyRules);

/** Up to three categories for a resident's words, and whether to stop and phone first. */
export async function suggestForText(deps: Deps, text: string): Promise<SuggestResult> {
  const catalogue = await liveCatalogue(deps);
  const emergency = matchEmergency(text);
  const suggestions = catalogue.suggester.suggest(text);
  const urgent = emergency && catalogue.byCode.get(emergency.category);
  if (urgent) {
    // What endangers people is filed as what it is, whatever else the words resemble.
    const rest = suggestions.filter(({ code }) => code !== urgent.code).slice(0, 2);
    suggestions.splice(
      0,
      3,
      { code: urgent.code, name: urgent.name, confidence: 1, because: emergency.matchedWords },
      ...rest,
    );
  }
  return {
    suggestions: suggestions.map(({ code, name, confidence, because }) => ({
      code,
      name,
      groupName: catalogue.groupName(catalogue.byCode.get(code)?.group ?? ''),
      confidence,
      because,
    })),
    emergency: emergency && {
      matched: emergency.matchedWords,
      hotline: emergency.hotline,
      hotlineName: emergency.hotlineName,
      also: emergency.also.map(({ number }) => number),
      advice: emergency.advice,
    },
  };
}
