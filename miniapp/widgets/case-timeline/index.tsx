import { type CaseEvent } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { Tag, Text, Timeline, type IconName, View } from '@miniapp/ui';
import { PhotoStrip } from '../photo-strip';
import { useNow } from '../use-now';

const ICONS: Partial<Record<CaseEvent['type'], IconName>> = {
  submit: 'send',
  accept: 'check',
  takeUp: 'wrench',
  progress: 'pencil',
  reply: 'chat',
  verify: 'shield',
  rate: 'star-filled',
  withdraw: 'undo',
  supplement: 'plus',
  autoClose: 'clock',
  dispatch: 'people',
  return: 'undo',
  escalate: 'chevron-up',
  hold: 'clock',
  resume: 'clock',
  extend: 'calendar',
  grant: 'check-circle',
  signOff: 'check-circle',
  reopen: 'undo',
  urge: 'megaphone',
  supervise: 'eye',
  merge: 'link',
  relocate: 'map-pin',
  regrid: 'map',
  recategorise: 'list',
  reassign: 'people',
  decline: 'minus-circle',
  answerRating: 'chat',
  appealRating: 'flag',
  decideAppeal: 'shield',
  warned: 'clock',
  overdue: 'alert',
  raised: 'chevron-up',
  held: 'eye-off',
  moderate: 'eye-off',
  askReview: 'flag',
};

const REVIEW = {
  pending: '待审核，公众看不到',
  hidden: '已隐藏，公众看不到',
  redacted: '公开时遮盖了一部分',
} as const;

/** The submission's own words and photos stand at the top of every page about a case; here they would be an echo. */
const hasBody = ({ type, text, photos, visibility }: CaseEvent) =>
  type !== 'submit' && (Boolean(text) || photos.length > 0 || visibility === 'internal');

/** What happened to a case, in the order given (the API's `timeline` is newest first). */
export function CaseTimeline({ events, label }: { events: CaseEvent[]; label?: string }) {
  const now = useNow();
  const items = events.map((event) => ({
    id: event.id,
    title: event.title,
    who: event.who,
    time: friendlyTime(Date.parse(event.at), now),
    icon: ICONS[event.type],
    body: hasBody(event) ? (
      <View className="lx-stack">
        {event.visibility === 'internal' ? <Tag icon="lock">仅工作人员可见</Tag> : null}
        {event.review ? <Tag icon="eye-off">{REVIEW[event.review]}</Tag> : null}
        {event.text ? <Text selectable>{event.text}</Text> : null}
        <PhotoStrip photos={event.photos} />
      </View>
    ) : undefined,
  }));
  return <Timeline items={items} label={label} />;
}
