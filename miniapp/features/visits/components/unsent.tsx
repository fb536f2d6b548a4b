import { VISIT_PURPOSE_NAMES } from '@shared/visits/rules';
import { friendlyTime } from '@shared/time/shanghai';
import { useVisitDrafts, visitBox, type VisitDraft } from '@miniapp/client';
import { Button, Card, StatusTag, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';

const STATES = {
  draft: { text: '没写完', tone: 'waiting' },
  waiting: { text: '等网络', tone: 'working' },
  refused: { text: '没收下', tone: 'overdue' },
} as const;

/** What is on this device and has not arrived: to go on with, or to throw away. */
export function Unsent({
  current,
  onOpen,
  onRemove,
}: {
  current: string;
  onOpen: (draft: VisitDraft) => void;
  onRemove: (draft: VisitDraft) => void;
}) {
  const now = useNow();
  const drafts = useVisitDrafts().filter(({ id }) => id !== current);
  if (drafts.length === 0) return null;
  return (
    <Card title={`还有 ${drafts.length} 条没发出去`}>
      <View className="lx-stack">
        <View className="lx-small">存在这台手机里，有网会自己发；退出登录会删掉</View>
        {drafts.map((draft) => {
          const { text, tone } = STATES[draft.state];
          const name = `${VISIT_PURPOSE_NAMES[draft.purpose]} · ${friendlyTime(Date.parse(draft.at), now)}`;
          return (
            <View key={draft.id} className="lx-stack">
              <View className="lx-row lx-row--between">
                <View className="lx-grow">{`${name}${draft.placeText ? ` · ${draft.placeText}` : ''}`}</View>
                <StatusTag tone={tone}>{text}</StatusTag>
              </View>
              {draft.problem ? <View className="lx-small">{draft.problem}</View> : null}
              <View className="lx-row">
                {draft.state === 'waiting' ? (
                  <Button
                    kind="secondary"
                    size="small"
                    label={`现在发 ${name}`}
                    onPress={() => void visitBox.flush()}
                  >
                    现在发
                  </Button>
                ) : (
                  <Button
                    kind="secondary"
                    size="small"
                    label={`接着写 ${name}`}
                    onPress={() => onOpen(draft)}
                  >
                    接着写
                  </Button>
                )}
                <Button
                  kind="ghost"
                  size="small"
                  icon="trash"
                  label={`删掉 ${name}`}
                  onPress={() => onRemove(draft)}
                >
                  删掉
                </Button>
              </View>
            </View>
          );
        })}
      </View>
    </Card>
  );
}
