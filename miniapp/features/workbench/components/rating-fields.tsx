import { APPEAL_REASON_NAMES, APPEAL_REASONS } from '@shared/cases/ratings';
import { Choice, Field, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { type RatingAction, ratingLine, ratingsFor } from '../model/rated';
import { type ActionFieldsProps, Words } from './action-words';

const ASKS = {
  answerRating: {
    note: '回应公开显示在评价下面，一条评价只能回应一次。',
    words: '回应居民',
    placeholder: '如：谢谢您指出来，东边那盏明天上午补换',
  },
  appealRating: {
    note: '评价后 7 天内可以申诉一次，由没有经手这件事的上级裁定。成立的，评价照样显示，不计入统计。',
    words: '申诉的理由',
    placeholder: '如：这盏灯在小区里，是物业在管',
  },
  decideAppeal: {
    note: '裁定和您写的说明居民看得到，不能再改。成立的，这条评价不计入统计，但不会删除。',
    words: '裁定的说明',
    placeholder: '查了什么，为什么这样定',
  },
} as const;
const REASONS = APPEAL_REASONS.map((value) => ({ value, text: APPEAL_REASON_NAMES[value] }));
const DECISIONS = [
  { value: 'yes', text: '申诉成立，不计入', icon: 'check-circle' },
  { value: 'no', text: '不成立，评价有效', icon: 'minus-circle' },
] as const;

/** Answering a rating, appealing it, or deciding on an appeal. */
export function RatingFields({ action, view, handle, errors }: ActionFieldsProps & { action: RatingAction }) {
  const now = useNow();
  const { note, words, placeholder } = ASKS[action];
  const ratings = ratingsFor(action, view, now);
  const { rating, reason, pass } = handle.draft;
  return (
    <>
      <View className="lx-small">{note}</View>
      {ratings.length > 1 ? (
        <Field label="哪一条评价" error={errors.rating} required group>
          <Choice
            layout="rows"
            options={ratings.map((one) => ({ value: String(one.ref), text: ratingLine(one, view) }))}
            value={String(rating ?? ratings[0]?.ref)}
            onChange={(value) => handle.change({ rating: Number(value) })}
          />
        </Field>
      ) : null}
      {action === 'appealRating' ? (
        <Field label="申诉的原因" error={errors.reason} required group>
          <Choice
            layout="rows"
            options={REASONS}
            value={REASONS.find(({ value }) => value === reason)?.value}
            onChange={(value) => handle.change({ reason: value })}
          />
        </Field>
      ) : null}
      {action === 'decideAppeal' ? (
        <Field label="怎么裁定" error={errors.uphold} required group>
          <Choice
            options={DECISIONS}
            value={pass === undefined ? undefined : pass ? 'yes' : 'no'}
            onChange={(value) => handle.change({ pass: value === 'yes' })}
          />
        </Field>
      ) : null}
      <Words handle={handle} errors={errors} label={words} placeholder={placeholder} />
    </>
  );
}
