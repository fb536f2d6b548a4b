import { type ReactNode } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { STEP_NAMES } from '@shared/cases/statuses';
import { friendlyTime } from '@shared/time/shanghai';
import { useHasRole } from '@miniapp/client';
import { speech } from '@miniapp/platform/speech';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import { Banner, Card, Cell, CellList, Page, Skeleton, StatusTag, Steps, Tag, Text, View } from '@miniapp/ui';
import { promiseOf, stepsOf, toneOf, whyHim } from '@miniapp/widgets/case-facts';
import { CallOnCase } from '@miniapp/widgets/call-sheet/call-on-case';
import { ApplicationCard } from '@miniapp/widgets/application-card';
import { TeamOrderCard } from '@miniapp/widgets/team-order-card';
import { BeforeAfter } from '@miniapp/widgets/before-after';
import { Loaded } from '@miniapp/widgets/loaded';
import { CaseTopic } from '@miniapp/widgets/case-topic';
import { CaseParts } from '@miniapp/widgets/case-parts';
import { CaseRatings } from '@miniapp/widgets/case-ratings';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { AssigneeBlock } from '../../components/assignee-block';
import { CareNotes } from '../../components/care-notes';
import { CaseLog } from '../../components/case-log';
import { CasePlace } from '../../components/case-place';
import { Complain } from '../../components/complain';
import { OthersSee } from '../../components/others-see';
import { ReadAloud } from '../../components/read-aloud';
import { ReceiptProof } from '../../components/receipt-proof';
import { DeclinedShown } from '../../components/declined-shown';
import { useCaseSharing } from '../../components/share-case';
import { hasResidentActions, ResidentActions } from '../../components/resident-actions';
import { useCase } from '../../hooks/use-case';
import './index.scss';

/** `?id=` a case, by its id or the number on the receipt. */
export default function DetailPage() {
  const { id = '' } = useQuery();
  const query = useCase(id);
  const item = query.data;
  const staff = useHasRole();
  const shareButton = useCaseSharing(item);
  const handles = staff && (item?.viewer === 'staff' || item?.viewer === 'otherStaff');
  return (
    <Page
      title="事项详情"
      tools={item && speech.supported ? <ReadAloud text={`${item.text}。${item.plainStatus}`} /> : undefined}
      aside={item ? <Around item={item} /> : undefined}
      actions={
        item && (handles || hasResidentActions(item)) ? (
          <ResidentActions
            item={item}
            onHandle={handles ? () => void openPage(routes.handle, { id: item.id }) : undefined}
          />
        ) : undefined
      }
    >
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={4} />}>
        {(found) => <Detail item={found} share={shareButton} />}
      </Loaded>
    </Page>
  );
}

function Detail({ item, share }: { item: CaseView; share: ReactNode }) {
  const now = useNow();
  const due = promiseOf(item, now);
  const { current, stopped } = stepsOf(item.status);
  return (
    <>
      <Card className="case-now">
        <View className="lx-row">
          <StatusTag tone={toneOf(item)}>{item.statusName}</StatusTag>
          {item.flags.urgent ? <Tag icon="alert">紧急</Tag> : null}
          {item.flags.reworks > 0 ? <Tag icon="undo">{`第 ${item.flags.reworks} 次重办`}</Tag> : null}
          {item.followers > 0 ? <Tag icon="heart">{`${item.followers} 人关注`}</Tag> : null}
          <Text className="lx-caption lx-num">{item.number}</Text>
        </View>
        <View className="case-now__plain">{item.plainStatus}</View>
        {due ? (
          <View className={`case-now__due lx-num ${due.late ? 'is-late' : ''}`}>
            <Text className="case-now__left">{due.left}</Text>
            <Text>{due.text}</Text>
          </View>
        ) : null}
        <Steps names={STEP_NAMES} current={current} stopped={stopped} />
        {share ? <View className="case-now__share">{share}</View> : null}
      </Card>
      {item.flags.overdue && due?.late ? (
        <Banner tone="warning">已经过了承诺的时间，系统已标为超时，上级能看到</Banner>
      ) : null}
      {item.holding ? (
        <Banner tone="info">{`暂缓办理：${item.holding.text}。暂缓期间不计时，最迟 ${friendlyTime(Date.parse(item.holding.until), now)} 恢复`}</Banner>
      ) : null}
      {item.supervision ? (
        <Banner tone="info">{`上级正在督办，要求 ${friendlyTime(Date.parse(item.supervision.deadline), now)} 前办结`}</Banner>
      ) : null}
      <CareNotes item={item} />
      <MergedInto item={item} />
      {item.viewer === 'public' ? null : <CaseParts item={item} page={routes.detail} />}
      {item.declined ? <DeclinedShown declined={item.declined} /> : null}
      {item.reply ? (
        <Card title="办理结果" extra={<Tag>{item.reply.resultName}</Tag>}>
          <View className="lx-stack">
            <Text selectable>{item.reply.text}</Text>
            <BeforeAfter photos={item.photos} />
            <PhotoStrip
              photos={item.photos.filter(({ stage }) => stage === 'after' || stage === 'verify')}
              stages
            />
          </View>
        </Card>
      ) : null}
      <CaseTopic item={item} />
      <ApplicationCard item={item} />
      <TeamOrderCard item={item} />
      <Card title="反映的情况" extra={<Tag>{item.category.name}</Tag>}>
        <View className="lx-stack">
          <Text selectable className="case-text">
            {item.text}
          </Text>
          <PhotoStrip photos={item.photos.filter(({ stage }) => stage === 'before')} stages />
          {item.visibility === 'private' ? <Tag icon="lock">不公开，只有您和办理的人能看到</Tag> : null}
          <OthersSee item={item} />
        </View>
      </Card>
      <CaseRatings item={item} />
      <CaseLog item={item} />
      <Complain item={item} />
    </>
  );
}

/** The way to the case this one goes on with. */
function MergedInto({ item: { mergedInto } }: { item: CaseView }) {
  if (!mergedInto) return null;
  return (
    <CellList label="并入的事项">
      <Cell
        icon="link"
        title={`已并入 ${mergedInto.number}`}
        note="在那里继续办理，点开看进展"
        onPress={() => void openPage(routes.detail, { id: mergedInto.id })}
      />
    </CellList>
  );
}

function Around({ item }: { item: CaseView }) {
  return (
    <>
      <Card title={item.assignee?.type === 'person' ? '谁在办' : '由谁负责'}>
        <AssigneeBlock assignee={item.assignee} note={whyHim(item)} />
        {item.phoneOf === 'worker' ? (
          <View className="case-call">
            <CallOnCase item={item} />
          </View>
        ) : null}
      </Card>
      <CasePlace item={item} />
      {item.viewer === 'reporter' ? <ReceiptProof item={item} /> : null}
    </>
  );
}
