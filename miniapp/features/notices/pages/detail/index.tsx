import { useState } from 'react';
import { acknowledgeNotice, getNotice } from '@shared/notices/contract';
import { NOTICE_CATEGORY_NAMES, type NoticeView } from '@shared/notices/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, putApi, useApi, useUser } from '@miniapp/client';
import { toUrl, useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Card, Heading, Page, Skeleton, Tag, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useNow } from '@miniapp/widgets/use-now';
import { RichText } from '../../components/rich-text';
import '../../notices.scss';

/** `?id=` one notice: its words, from whom, how long, and the receipt of what is important. */
export default function NoticePage() {
  const { id = '' } = useQuery();
  const query = useApi(getNotice, { params: { id } });
  const share = useShareLink(query.data && cardOf(query.data), '转给别人');
  return (
    <Page title="公告详情" width="form">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(notice) => <Notice notice={notice} />}
      </Loaded>
      {share}
    </Page>
  );
}

/** What was withdrawn is passed on by nobody. */
const cardOf = ({ id, title, category, area, withdrawn }: NoticeView) =>
  withdrawn
    ? undefined
    : {
        title,
        url: toUrl(routes.notice, { id }),
        picture: { kind: NOTICE_CATEGORY_NAMES[category], title, lines: [area.name] },
      };

function Notice({ notice }: { notice: NoticeView }) {
  const now = useNow();
  const time = (iso: string) => friendlyTime(Date.parse(iso), now);
  const { title, category, area, important, state, withdrawn, editedAt } = notice;
  return (
    <>
      {state === 'ended' ? <Banner>{`这条公告已于 ${time(notice.validUntil)} 过期`}</Banner> : null}
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {title}
          </Heading>
          <View className="notice-tags">
            <Tag>{NOTICE_CATEGORY_NAMES[category]}</Tag>
            {important ? <Tag icon="alert">重要</Tag> : null}
          </View>
          <View className="lx-caption">
            {`${area.name} · ${time(notice.publishAt)} 发布${editedAt ? ` · ${time(editedAt)} 改过内容` : ''}`}
          </View>
          {withdrawn ? (
            <Banner tone="warning">{`${time(withdrawn.at)} 撤回：${withdrawn.reason}`}</Banner>
          ) : (
            <>
              <RichText blocks={notice.content} />
              <View className="lx-caption">{`有效到 ${time(notice.validUntil)}`}</View>
            </>
          )}
        </View>
      </Card>
      <Receipt notice={notice} />
    </>
  );
}

/** 我已知晓: said once; a guest signs in first, somebody from elsewhere is not asked. */
function Receipt({ notice }: { notice: NoticeView }) {
  const user = useUser();
  const now = useNow();
  const [sending, setSending] = useState(false);
  const { id, important, state, acknowledgedAt, mayAcknowledge } = notice;
  if (acknowledgedAt)
    return <Banner tone="success">{`您 ${friendlyTime(Date.parse(acknowledgedAt), now)} 已知晓`}</Banner>;
  if (!important || state !== 'current' || (user && !mayAcknowledge)) return null;
  const send = async (): Promise<void> => {
    if (!(await ensureSignedIn(`${routes.notice}?id=${id}`))) return;
    setSending(true);
    try {
      const input = { params: { id } };
      putApi(getNotice, input, await call(acknowledgeNotice, input));
      toast.done('已记下');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <View className="lx-stack">
      <View className="lx-small">这条公告很重要。看过以后请点一下，社区就知道您已经知道了。</View>
      <Button block icon="check" loading={sending} onPress={() => void send()}>
        我已知晓
      </Button>
    </View>
  );
}
