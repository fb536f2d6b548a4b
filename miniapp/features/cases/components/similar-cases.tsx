import { useState } from 'react';
import { actOnCase } from '@shared/cases/contract';
import { listSimilarCases, type SimilarCase } from '@shared/similar/contract';
import { call, explain, type ReportForm, useApi, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, StatusTag, Text, toast, View } from '@miniapp/ui';
import { toneOf } from '@miniapp/widgets/case-facts';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useDebounced } from '../hooks/use-debounced';

interface SimilarCasesProps {
  form: ReportForm;
  category: string | undefined;
  /** Somebody joined another's report: this one is not needed any more. */
  onJoined: () => void;
}

const SHOWN = 3;
const SETTLED_MS = 800;
const ENOUGH_WORDS = 4;

/** Reports nearby that may be about the same thing: one tap joins instead of filing it twice. Draws nothing without. */
export function SimilarCases({ form, category, onJoined }: SimilarCasesProps) {
  const { place } = form;
  const text = useDebounced(form.text.trim(), SETTLED_MS);
  const found = useApi(
    listSimilarCases,
    {
      query: {
        lng: place?.lng ?? 0,
        lat: place?.lat ?? 0,
        categoryCode: category,
        // By characters, not code units: half an emoji is no text.
        text: Array.from(text).slice(0, 150).join(''),
      },
    },
    { enabled: place !== undefined && text.length >= ENOUGH_WORDS, holdPrevious: true, staleMs: 60_000 },
  );
  const items = text.length >= ENOUGH_WORDS ? (found.data?.items.slice(0, SHOWN) ?? []) : [];
  if (items.length === 0) return null;
  return (
    <Card title="附近有人报过，是同一件吗？">
      <View className="lx-stack">
        <Text className="lx-small">
          是的话点「就是这件」，有进展会告诉您，不用再报一次。不是就接着往下写。
        </Text>
        {items.map((item) => (
          <Similar key={item.id} item={item} onJoined={onJoined} />
        ))}
      </View>
    </Card>
  );
}

function Similar({ item, onJoined }: { item: SimilarCase; onJoined: () => void }) {
  const user = useUser();
  const [joining, setJoining] = useState(false);
  const join = async () => {
    if (!user && !(await ensureSignedIn(routes.report))) return;
    setJoining(true);
    try {
      await call(actOnCase, { params: { id: item.id, action: 'follow' }, body: {} });
      toast.done('已关注，有进展会告诉您');
      onJoined();
      await openPage(routes.detail, { id: item.id });
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setJoining(false);
    }
  };
  const others = item.followers > 0 ? ` · ${item.followers} 人关注` : '';
  return (
    <View className="similar-case">
      <View className="lx-row">
        <StatusTag tone={toneOf(item)}>{item.statusName}</StatusTag>
        <Text className="lx-caption lx-num">{`相距 ${item.distanceM} 米${others}`}</Text>
      </View>
      <View className="similar-case__text">{item.text}</View>
      <View className="lx-row">
        <Button
          kind="ghost"
          size="small"
          label={`看看：${item.text.slice(0, 20)}`}
          onPress={() => void openPage(routes.detail, { id: item.id })}
        >
          看看
        </Button>
        <Button
          kind="secondary"
          size="small"
          icon="heart"
          loading={joining}
          label={`就是这件：${item.text.slice(0, 20)}`}
          onPress={() => void join()}
        >
          就是这件
        </Button>
      </View>
    </View>
  );
}
