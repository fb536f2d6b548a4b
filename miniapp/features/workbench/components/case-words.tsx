import { type CaseView } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { Card, Cell, CellList, Text, View } from '@miniapp/ui';
import { placeName, whyHim } from '@miniapp/widgets/case-facts';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { useNow } from '@miniapp/widgets/use-now';
import { DueLine } from './due-line';
import { Flags } from './flags';

function reporterText({ reporter }: CaseView): string {
  if (!reporter) return '匿名（本人不愿公开身份）';
  return [reporter.name, reporter.phoneMasked].filter(Boolean).join(' ');
}

type Assignee = CaseView['assignee'];

function assigneeText(assignee: Assignee): string {
  if (!assignee) return '还没有人负责';
  return assignee.type === 'person'
    ? `${assignee.worker.name}（${assignee.worker.functionName}）`
    : assignee.name;
}

/** What was reported, by whom, until when, and who has it. */
export function CaseWords({ view }: { view: CaseView }) {
  const now = useNow();
  return (
    <Card label="事项内容" flush>
      <View className="case-words">
        <View className="lx-row">
          <Flags item={view} />
        </View>
        <DueLine item={view} />
        <View className="case-words__text">
          <Text selectable>{view.text}</Text>
        </View>
        <PhotoStrip photos={view.photos} stages />
      </View>
      <CellList label="基本情况">
        <Cell icon="clipboard" title={view.category.name} note={view.category.groupName} />
        <Cell icon="map-pin" title={view.addressText ?? '没有写地址'} note={placeName(view.area.path)} />
        <Cell
          icon="person"
          title={reporterText(view)}
          note={`反映人 · ${friendlyTime(Date.parse(view.createdAt), now)}`}
        />
        <Cell icon="briefcase" title={assigneeText(view.assignee)} note={whyHim(view)} />
        {view.coHandlers.length > 0 ? (
          <Cell icon="people" title={view.coHandlers.map(assigneeText).join('、')} note="协办" />
        ) : null}
        {view.returns > 0 ? (
          <Cell icon="undo" title={`被部门退回 ${view.returns} 次`} note="满三次提级督办" />
        ) : null}
        {view.declined ? (
          <Cell icon="info" title={`不予受理：${view.declined.reasonName}`} note={view.declined.text} />
        ) : null}
        <Cell
          icon="clock"
          title={`${friendlyTime(Date.parse(view.deadlines.resolveBy), now)} 前答复`}
          note={`${friendlyTime(Date.parse(view.deadlines.respondBy), now)} 前受理`}
        />
        <Cell icon="document" title={<Text selectable>{view.number}</Text>} note="事项编号" />
        {view.rating ? (
          <Cell
            icon="star"
            title={`居民评价：${{ yes: '已解决', partly: '部分解决', no: '没有解决' }[view.rating.resolved]}，结果 ${view.rating.result} 星`}
            note={view.rating.text ?? '没有写评语'}
          />
        ) : null}
      </CellList>
    </Card>
  );
}
