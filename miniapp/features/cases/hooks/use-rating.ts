import { useRef, useState } from 'react';
import { isLow, maySendBack, type RatingBody } from '@shared/cases/ratings';
import { type CaseView } from '@shared/cases/schemas';
import { holdsPersonalNumber } from '@shared/text/redact';
import { ApiProblem, explain } from '@miniapp/client';
import { useCaseAction } from './use-case';

export const STAR_ROWS = [
  { key: 'response', label: '响应速度' },
  { key: 'attitude', label: '服务态度' },
  { key: 'result', label: '处理结果' },
] as const;

type Stars = Partial<Record<(typeof STAR_ROWS)[number]['key'], number>>;

const startFrom = ({ myRating }: CaseView): Stars =>
  myRating ? { response: myRating.response, attitude: myRating.attitude, result: myRating.result } : {};

/** A rating as it is filled in, from the one given before when there is one. */
export function useRating(item: CaseView) {
  const [resolved, setResolved] = useState<RatingBody['resolved'] | undefined>(item.myRating?.resolved);
  const [stars, setStars] = useState<Stars>(() => startFrom(item));
  const [tags, setTags] = useState<string[]>(item.myRating?.tags ?? []);
  const [sending, setSending] = useState<'rate' | 'sendBack' | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  // In a ref: the text area is uncontrolled, and nothing is drawn anew per letter.
  const text = useRef(item.myRating?.text ?? '');
  const [numbers, setNumbers] = useState('');
  const setText = (words: string) => {
    text.current = words;
    setNumbers(holdsPersonalNumber(words) ? words : '');
  };
  const act = useCaseAction(item.id);

  const scores = STAR_ROWS.flatMap(({ key }) => stars[key] ?? []);
  /** Below four stars or not solved: ask why, and offer to have it done again. */
  const low = scores.some((score) => score < 4) || (resolved !== undefined && resolved !== 'yes');
  /** Low enough that a reason is asked for. */
  const why = isLow({ resolved, result: stars.result });
  /** Only who reported it has it done again. */
  const mayReturn =
    item.viewer === 'reporter' &&
    resolved !== undefined &&
    maySendBack({ resolved, result: stars.result ?? 5 });
  const offered = item.ratingTags?.[low ? 'bad' : 'good'] ?? [];
  // What was ticked of the other list, before the stars changed, is not meant any more.
  const ticked = tags.filter((tag) => offered.includes(tag));

  function missing(): Record<string, string> {
    const found: Record<string, string> = {};
    if (!resolved) found.resolved = '请选择问题是否解决';
    if (scores.length < STAR_ROWS.length) found.stars = '请给三项都点上星';
    return found;
  }

  /** Sends it; gives the case as it then is, or null when something is missing or refused (see `errors`). */
  async function send(sendBack: boolean): Promise<CaseView | null> {
    const found = missing();
    const wordless = text.current.trim() === '';
    if (why && wordless && ticked.length === 0) found.text = '请选一个原因，或写一句哪里没办好';
    if (sendBack && wordless) found.text = '请写一下哪里没办好，方便重办';
    setErrors(found);
    const { response, attitude, result } = stars;
    if (Object.keys(found).length > 0 || !resolved || !response || !attitude || !result) return null;
    setSending(sendBack ? 'sendBack' : 'rate');
    try {
      const words = text.current.trim();
      return await act('rate', {
        resolved,
        response,
        attitude,
        result,
        ...(ticked.length ? { tags: ticked } : {}),
        ...(words ? { text: words } : {}),
        // Without a version: neighbours rate at the same time, and that stands against nothing.
        ...(sendBack ? { sendBack } : {}),
      });
    } catch (error) {
      const fields =
        error instanceof ApiProblem ? error.errors.map(({ path, message }) => [path, message] as const) : [];
      setErrors({ form: explain(error), ...Object.fromEntries(fields) });
      return null;
    } finally {
      setSending(null);
    }
  }

  return {
    resolved,
    setResolved,
    stars,
    setStars,
    tags: ticked,
    offered,
    setTags,
    setText,
    /** The words, while a number stands in them that others will not read. */
    numbers,
    low,
    why,
    mayReturn,
    sending,
    errors,
    send,
  };
}
