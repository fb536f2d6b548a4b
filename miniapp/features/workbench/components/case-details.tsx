import { type CaseView } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Card, Cell, CellList, Text, View } from '@miniapp/ui';
import { CallOnCase } from '@miniapp/widgets/call-sheet/call-on-case';
import { placeName, whyHim } from '@miniapp/widgets/case-facts';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

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

/** Who follows and urges, in one line; null when nobody does. */
function attentionText({ followers, urges }: CaseView): string | null {
  const words = [followers > 0 && `${followers} 人关注`, urges > 0 && `催办 ${urges} 次`].filter(Boolean);
  return words.length > 0 ? words.join('，') : null;
}

/** The facts of a case: category, place, people, promises, and everything that sets it apart. */
export function CaseDetails({ view }: { view: CaseView }) {
  const now = useNow();
  const when = (time: string): string => friendlyTime(Date.parse(time), now);
  const { holding, supervision, mergedInto, onBehalf } = view;
  const attention = attentionText(view);
  return (
    <Card label="基本情况" flush>
      <CellList label="基本情况">
        <Cell icon="clipboard" title={view.category.name} note={view.category.groupName} />
        <Cell icon="map-pin" title={view.addressText ?? '没有写地址'} note={placeName(view.area.path)} />
        <Cell icon="person" title={reporterText(view)} note={`反映人 · ${when(view.createdAt)}`} />
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
          title={`${when(view.deadlines.resolveBy)} 前答复`}
          note={`${when(view.deadlines.respondBy)} 前受理`}
        />
        {supervision ? (
          <Cell
            icon="flag"
            title={`督办：${supervision.text}`}
            note={`要求 ${when(supervision.deadline)} 前办结`}
          />
        ) : null}
        {holding ? (
          <Cell icon="stop" title={`暂缓：${holding.text}`} note={`最迟 ${when(holding.until)} 恢复`} />
        ) : null}
        {view.requests.map(({ id, kind, until, text }) => (
          <Cell
            key={id}
            icon="clock"
            title={`申请${kind === 'hold' ? '暂缓' : '延期'}：${text}`}
            note={`到 ${when(until)}，等待审批`}
          />
        ))}
        {view.extensions > 0 ? <Cell icon="calendar" title={`已延期 ${view.extensions} 次`} /> : null}
        {onBehalf ? <Cell icon="people" title={`由 ${onBehalf.by} 代报`} note="已征得居民同意" /> : null}
        {attention ? <Cell icon="heart" title={attention} /> : null}
        {mergedInto ? (
          <Cell
            icon="link"
            title={`已并入 ${mergedInto.number}`}
            onPress={() => void openPage(routes.handle, { id: mergedInto.id })}
          />
        ) : null}
        <Cell icon="document" title={<Text selectable>{view.number}</Text>} note="事项编号" />
      </CellList>
      {view.phoneOf === 'reporter' ? (
        <View className="handle-call">
          <CallOnCase item={view} />
        </View>
      ) : null}
    </Card>
  );
}
