import type { EmergencyMatcher } from '../suggest';
import { shareOf, type Share } from './metrics';

/** A text and the hotline a person would send it to; null when it is no emergency. */
export interface EmergencyCase {
  text: string;
  hotline: string | null;
}

export interface EmergencyVerdict {
  /** Of the texts that were stopped, how many are emergencies. */
  precision: Share;
  /** Of the emergencies, how many were stopped. */
  recall: Share;
  /** Of the emergencies stopped, how many were sent to the right number. */
  rightHotline: Share;
  wrong: { text: string; expected: string | null; answered: string | null }[];
}

export function judgeEmergencies(match: EmergencyMatcher, cases: readonly EmergencyCase[]): EmergencyVerdict {
  const answers = cases.map(({ text, hotline }) => ({
    text,
    expected: hotline,
    answered: match(text)?.hotline ?? null,
  }));
  const stopped = answers.filter(({ answered }) => answered !== null);
  const emergencies = answers.filter(({ expected }) => expected !== null);
  const caught = stopped.filter(({ expected }) => expected !== null);
  return {
    precision: shareOf(caught.length, stopped.length),
    recall: shareOf(caught.length, emergencies.length),
    rightHotline: shareOf(
      caught.filter(({ expected, answered }) => expected === answered).length,
      caught.length,
    ),
    wrong: answers.filter(({ expected, answered }) => expected !== answered),
  };
}
