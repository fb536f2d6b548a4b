import { type MyActivity } from '@shared/activities/schemas';
import { openPage } from '@miniapp/platform/navigation';
import { Card, Heading, StatusTag, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { signUpNote, signUpWords, spanText } from '../model/words';

/** One of my own sign-ups and where it stands. */
export function MyRow({ item, now }: { item: MyActivity; now: number }) {
  const { activity, shift, signUp } = item;
  const words = signUpWords(signUp);
  const note = activity.state === 'cancelled' ? '活动取消了' : signUpNote(signUp, now);
  return (
    <Card onPress={() => void openPage(routes.activity, { id: activity.id })}>
      <View className="vol-row">
        <Heading level={2} className="lx-title">
          {activity.title}
        </Heading>
        <View className="lx-small">{spanText(shift.start, shift.end, now)}</View>
        <View className="lx-small">{activity.addressText}</View>
        <View className="vol-tags">
          <StatusTag tone={words.tone} icon={words.icon}>
            {words.text}
          </StatusTag>
        </View>
        {note ? <View className="lx-caption">{note}</View> : null}
      </View>
    </Card>
  );
}
