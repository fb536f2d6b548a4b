import { type CaseView } from '@shared/cases/schemas';
import {
  CHECK_STATE_NAMES,
  type CheckState,
  CONSENT_NAMES,
  HANDOVER_NAMES,
  RELATION_NAMES,
} from '@shared/services/application';
import { WAY_NAMES } from '@shared/services/catalogue';
import { getApplication } from '@shared/services/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi } from '@miniapp/client';
import { Banner, Card, Cell, CellList, StatusTag, type StatusTone, View } from '@miniapp/ui';
import { useNow } from '../use-now';

const TONES: Record<CheckState, StatusTone> = {
  none: 'declined',
  given: 'waiting',
  ok: 'done',
  missing: 'overdue',
};

/** What was applied for, with its checklist; nothing for cases that are no application. */
export function ApplicationCard({ item }: { item: Pick<CaseView, 'id' | 'kind' | 'viewer'> }) {
  const now = useNow();
  const wanted = item.kind === 'service' && (item.viewer === 'reporter' || item.viewer === 'staff');
  const { data } = useApi(getApplication, { params: { id: item.id } }, { enabled: wanted });
  if (!wanted || !data) return null;
  const { forWhom, appointment, handover } = data;
  const whom = forWhom
    ? `为${RELATION_NAMES[forWhom.relation]}${forWhom.name}办，${CONSENT_NAMES[forWhom.consent]}（${friendlyTime(Date.parse(forWhom.consentAt), now)} 记下）`
    : '为自己办';
  return (
    <Card
      title={`办理「${data.service.name}」`}
      extra={<StatusTag tone="working">{WAY_NAMES[data.how]}</StatusTag>}
    >
      <View className="lx-stack">
        <View>{whom}</View>
        {appointment ? (
          <Banner tone="info">
            {appointment.state === 'cancelled'
              ? '预约已取消'
              : `约在 ${friendlyTime(Date.parse(appointment.startAt), now)}，${appointment.site}`}
          </Banner>
        ) : null}
        {handover ? (
          <Banner tone="success">{`${HANDOVER_NAMES[handover.method]}：${handover.text}`}</Banner>
        ) : null}
        <CellList label="材料">
          {data.checklist.map(({ name, state, comment, sample }) => (
            <Cell
              key={name}
              title={name}
              note={comment ?? (state === 'none' && sample ? `拍照：${sample}` : undefined)}
              value={<StatusTag tone={TONES[state]}>{CHECK_STATE_NAMES[state]}</StatusTag>}
            />
          ))}
        </CellList>
      </View>
    </Card>
  );
}
