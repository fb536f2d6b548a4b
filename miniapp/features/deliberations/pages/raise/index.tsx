import { useEffect, useState } from 'react';
import { getArea } from '@shared/areas/contract';
import { createTopic, listMyTopics, listSimilarTopics, listTopics } from '@shared/deliberations/contract';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { numberWarning } from '@shared/text/redact';
import {
  ApiProblem,
  call,
  explain,
  newKey,
  refreshApi,
  useApi,
  useHasRole,
  usePhotoList,
  usePhotos,
  useUser,
} from '@miniapp/client';
import { openPage, replacePage, useQuery } from '@miniapp/platform/navigation';
import { storage } from '@miniapp/platform/storage';
import { Banner, Button, Choice, Empty, Field, Page, TextArea, TextInput, toast, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { TopicCard } from '@miniapp/widgets/topic-card';
import { UploadField } from '@miniapp/widgets/upload-field';
import { useNow } from '@miniapp/widgets/use-now';
import '../../deliberations.scss';

/** What was typed and not sent; photos are not kept. */
const keyOf = (caseId: string | undefined) => `lx.topic-draft${caseId ? `:${caseId}` : ''}`;
interface Draft {
  title: string;
  background: string;
  placeText: string;
}
const EMPTY: Draft = { title: '', background: '', placeText: '' };
const PAUSE_MS = 500;

/** 点事: what should be talked over, why, where. `?case=` from a case, by the desk of its place. */
export default function RaiseTopicPage() {
  const { case: caseId } = useQuery();
  const user = useUser();
  return (
    <Page title="提议题" width="form">
      {user === null ? (
        <Empty
          icon="person"
          title="请先登录"
          note="住在这里的居民都可以提议题"
          action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to: routes.raiseTopic }) }}
        />
      ) : user.homeArea === null && !user.roles.some(({ areaCode }) => areaCode) ? (
        <Empty
          icon="map-pin"
          title="先选您的网格"
          note="议题是提给住在一起的人的：请先在「我的」里选好您的网格"
        />
      ) : (
        <Form caseId={caseId} />
      )}
    </Page>
  );
}

function useAreas() {
  const user = useUser();
  const leads = useHasRole(...TOPIC_ORGANISERS);
  const organised = user?.roles.find(
    ({ role, areaCode }) => areaCode && (TOPIC_ORGANISERS as readonly string[]).includes(role),
  )?.areaCode;
  const own = useApi(
    getArea,
    { params: { code: organised ?? '' } },
    { enabled: leads && organised !== undefined, keep: true },
  );
  const home = (user?.homeArea?.path ?? []).filter(({ level }) =>
    ['street', 'community', 'grid'].includes(level),
  );
  if (!organised) return { official: false, areas: [...home].reverse() };
  return { official: true, areas: own.data ? [own.data] : [] };
}

function Form({ caseId }: { caseId: string | undefined }) {
  const { areas, official } = useAreas();
  const kept = keyOf(caseId);
  const [draft, setDraft] = useState<Draft>(() => storage.get<Draft>(kept) ?? EMPTY);
  const [area, setArea] = useState<string>();
  const [key, setKey] = useState(newKey);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const list = usePhotoList();
  const photos = usePhotos(list);
  const chosen = area ?? areas[0]?.code;
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setKey(newKey());
    storage.set(kept, next);
  };
  const send = async () => {
    if (!chosen) return;
    if (photos.some(({ state }) => state !== 'done')) return toast.info('照片还没有传完');
    setSending(true);
    try {
      const uploadIds = photos.flatMap(({ uploadId }) => uploadId ?? []);
      const body = {
        areaCode: chosen,
        title: draft.title,
        background: draft.background,
        ...(draft.placeText.trim() && { placeText: draft.placeText }),
        uploadIds,
        ...(caseId ? { caseId } : official && { official }),
      };
      const topic = await call(createTopic, { body }, { idempotencyKey: key });
      storage.remove(kept);
      await refreshApi(listTopics, listMyTopics);
      toast.done(topic.care ? '已提交，审核后公开' : '已提出');
      await replacePage(routes.topic, { id: topic.id });
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      setWrong(Object.fromEntries(issues.map(({ path, message }): [string, string] => [path, message])));
      toast.fail(explain(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <View className="lx-stack">
      {caseId ? <Banner>由一件事发起：报事和关注这件事的人都会收到消息</Banner> : null}
      <Field label="请谁一起议" hint="住在这个范围里的人可以参加" error={wrong.areaCode} required group>
        <Choice
          options={areas.map(({ code, name }) => ({ value: code, text: name }))}
          value={chosen}
          onChange={setArea}
        />
      </Field>
      <Field label="要议什么" error={wrong.title} required>
        <TextInput
          initial={draft.title}
          maxLength={40}
          placeholder="如：小区要不要装充电桩"
          onChange={(title) => change({ title })}
        />
      </Field>
      <Similar area={chosen} text={draft.title} />
      <Field
        label="为什么要议"
        hint={numberWarning(draft.background) ?? '现在是什么情况，希望怎么办'}
        error={wrong.background}
        required
      >
        <TextArea
          initial={draft.background}
          rows={6}
          maxLength={2000}
          onChange={(background) => change({ background })}
        />
      </Field>
      <Field label="地点" optional error={wrong.placeText}>
        <TextInput
          initial={draft.placeText}
          maxLength={120}
          placeholder="如：三号楼北侧空地"
          onChange={(placeText) => change({ placeText })}
        />
      </Field>
      <UploadField list={list} label="照片" error={wrong.uploadIds} />
      <Button
        block
        icon="send"
        loading={sending}
        disabled={draft.title.trim().length < 4 || draft.background.trim().length < 10}
        onPress={() => void send()}
      >
        提出议题
      </Button>
    </View>
  );
}

/** What may be the same: seconding it leads further than raising it twice. */
function Similar({ area, text }: { area: string | undefined; text: string }) {
  const now = useNow();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useApi(
    listSimilarTopics,
    { query: { area: area ?? '', text: asked } },
    { enabled: area !== undefined && asked.length >= 4, holdPrevious: true },
  );
  if (!data || data.items.length === 0 || asked.length < 4) return null;
  return (
    <View className="lx-stack" live="polite">
      <Banner>已经有人提过差不多的，附议它更快：</Banner>
      {data.items.map((topic) => (
        <TopicCard key={topic.id} topic={topic} now={now} />
      ))}
    </View>
  );
}
