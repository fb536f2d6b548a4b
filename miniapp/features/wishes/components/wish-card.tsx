import { useState } from 'react';
import { type ActionInput } from '@shared/cases/action-bodies';
import { actOnCase } from '@shared/cases/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { listMyWishes, listWishes, type WishItem } from '@shared/wishes/contract';
import { CLAIM_DAYS, WISH_FOR_NAMES, WISH_TYPE_NAMES, type WishState } from '@shared/wishes/rules';
import { call, explain, refreshApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, confirm, StatusTag, type StatusTone, Tag, Text, toast, View } from '@miniapp/ui';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { WishWords } from './wish-words';

export type WishAction = 'claim' | 'fulfil' | 'handBack' | 'thank';

const STATES: Record<WishState, { text: string; tone: StatusTone }> = {
  asked: { text: '等社区看过', tone: 'waiting' },
  open: { text: '等人认领', tone: 'waiting' },
  claimed: { text: '有人认领了', tone: 'working' },
  done: { text: '完成了', tone: 'done' },
  over: { text: '由网格处理', tone: 'declined' },
};

/** One wish, with what the reader may do about it. */
export function WishCard({ item }: { item: WishItem }) {
  const now = useNow();
  const [asking, setAsking] = useState<Exclude<WishAction, 'claim'>>();
  const [busy, setBusy] = useState(false);
  const state = STATES[item.state];
  const act = async <A extends WishAction>(
    action: A,
    body: ActionInput<A>,
    done: string,
  ): Promise<boolean> => {
    setBusy(true);
    try {
      await call(actOnCase, { params: { id: item.id, action }, body });
      toast.done(done);
      return true;
    } catch (error) {
      toast.fail(explain(error));
      return false;
    } finally {
      setBusy(false);
      await refreshApi(listWishes, listMyWishes);
    }
  };
  const claim = async () => {
    const yes = await confirm({
      title: '认领这个心愿？',
      text: `请在 ${CLAIM_DAYS} 天内完成。东西和时间由社区的网格员帮您转达，您看不到对方的姓名和住址。`,
      yes: '认领',
    });
    if (yes) await act('claim', {}, '认领好了，谢谢您');
  };
  return (
    <Card className="wish">
      <View className="lx-stack">
        <View className="wish__tags">
          <StatusTag tone={state.tone}>{state.text}</StatusTag>
          <Tag>{WISH_TYPE_NAMES[item.type]}</Tag>
          <Text className="lx-caption">
            {`${item.area?.name ?? ''} · ${WISH_FOR_NAMES[item.forWhom]} · ${friendlyTime(Date.parse(item.createdAt), now)}`}
          </Text>
        </View>
        <View className="wish__text">{item.text}</View>
        {item.claimedBy ? <View className="lx-small">{`${item.claimedBy}认领`}</View> : null}
        {item.until && item.state === 'claimed' ? (
          <View className="lx-caption">{`最晚 ${friendlyTime(Date.parse(item.until), now)} 完成`}</View>
        ) : null}
        {item.fulfilled ? <View>{item.fulfilled.text}</View> : null}
        <PhotoStrip photos={item.photos} />
        {item.thanks ? <View className="wish__thanks">{`感谢：${item.thanks.text}`}</View> : null}
        <View className="wish__tags">
          {item.mayClaim ? (
            <Button size="small" icon="heart" loading={busy} onPress={() => void claim()}>
              我来认领
            </Button>
          ) : null}
          {item.mine === 'claimed' && item.state === 'claimed' ? (
            <>
              <Button size="small" icon="camera" onPress={() => setAsking('fulfil')}>
                完成了
              </Button>
              <Button kind="ghost" size="small" onPress={() => setAsking('handBack')}>
                交还
              </Button>
            </>
          ) : null}
          {item.mine === 'made' && item.state === 'done' && !item.thanks ? (
            <Button size="small" icon="heart" onPress={() => setAsking('thank')}>
              说声谢谢
            </Button>
          ) : null}
          {item.mine === 'made' ? (
            <Button kind="ghost" size="small" onPress={() => void openPage(routes.detail, { id: item.id })}>
              看进度
            </Button>
          ) : null}
        </View>
      </View>
      {asking ? <WishWords action={asking} onClose={() => setAsking(undefined)} onSend={act} /> : null}
    </Card>
  );
}
