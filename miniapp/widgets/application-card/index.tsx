import { useEffect, useRef, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import {
  type ApplicationView,
  CHECK_STATE_NAMES,
  type CheckState,
  CONSENT_NAMES,
  HANDOVER_NAMES,
  RECEIVER_NAMES,
  RELATION_NAMES,
} from '@shared/services/application';
import { WAY_NAMES } from '@shared/services/catalogue';
import { getApplication } from '@shared/services/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { refreshApi, useApi } from '@miniapp/client';
import { Banner, Button, Card, Cell, CellList, StatusTag, type StatusTone, View } from '@miniapp/ui';
import { PhotoStrip } from '../photo-strip';
import { useNow } from '../use-now';
import { CheckSheet } from './check-sheet';
import { GiveSheet } from './give-sheet';
import { HandoverSheet } from './handover-sheet';

const TONES: Record<CheckState, StatusTone> = {
  none: 'declined',
  given: 'waiting',
  ok: 'done',
  missing: 'overdue',
};
type Doing = 'check' | 'handover' | 'give';

/**
 * What was applied for, with its checklist; nothing for cases that are no application. Whoever handles it checks the
 * materials and hands the result over from here, the resident gives what is missing.
 */
export function ApplicationCard({ item }: { item: CaseView }) {
  const wanted = item.kind === 'service' && (item.viewer === 'reporter' || item.viewer === 'staff');
  const { data } = useApi(getApplication, { params: { id: item.id } }, { enabled: wanted });
  const [doing, setDoing] = useState<Doing>();
  // What may be done now goes with the state of the case: taken up on this page, it may be checked.
  const seen = useRef(item.version);
  useEffect(() => {
    if (seen.current === item.version) return;
    seen.current = item.version;
    void refreshApi(getApplication);
  }, [item.version]);
  if (!wanted || !data) return null;
  const close = () => setDoing(undefined);
  const missing = data.checklist.filter(({ state }) => state === 'missing').length;
  return (
    <Card
      title={`办理「${data.service.name}」`}
      extra={<StatusTag tone="working">{WAY_NAMES[data.how]}</StatusTag>}
    >
      <View className="lx-stack">
        <Facts application={data} />
        {data.mayGive && missing > 0 ? (
          <Banner tone="warning">{`还有 ${missing} 份材料要补，拍照交上来就接着办`}</Banner>
        ) : null}
        {data.checklist.length > 0 ? <Checklist application={data} photos={item.photos} /> : null}
        {data.mayGive ? (
          <Button kind={missing > 0 ? 'primary' : 'secondary'} icon="camera" onPress={() => setDoing('give')}>
            {missing > 0 ? '补交材料' : '再交材料'}
          </Button>
        ) : null}
        {data.mayCheck ? (
          <View className="lx-row">
            {data.checklist.length > 0 ? (
              <Button kind="secondary" icon="check-circle" onPress={() => setDoing('check')}>
                核对材料
              </Button>
            ) : null}
            <Button icon="send" onPress={() => setDoing('handover')}>
              交付结果
            </Button>
          </View>
        ) : null}
      </View>
      {doing === 'check' ? <CheckSheet application={data} photos={item.photos} onClose={close} /> : null}
      {doing === 'handover' ? <HandoverSheet application={data} onClose={close} /> : null}
      {doing === 'give' ? <GiveSheet application={data} onClose={close} /> : null}
    </Card>
  );
}

function Facts({ application }: { application: ApplicationView }) {
  const now = useNow();
  const { forWhom, appointment, handover } = application;
  const when = (iso: string) => friendlyTime(Date.parse(iso), now);
  return (
    <>
      <View>
        {forWhom
          ? `为${RELATION_NAMES[forWhom.relation]}${forWhom.name}办，${CONSENT_NAMES[forWhom.consent]}（${when(forWhom.consentAt)} 记下）`
          : '为自己办'}
      </View>
      {appointment ? (
        <Banner tone="info">
          {appointment.state === 'cancelled'
            ? '预约已取消'
            : `约在 ${when(appointment.startAt)}，${appointment.site}`}
        </Banner>
      ) : null}
      {handover ? (
        <Banner tone="success">
          {`${when(handover.at)} ${HANDOVER_NAMES[handover.method]}${
            handover.to ? `，交给${RECEIVER_NAMES[handover.to.who]}${handover.to.name ?? ''}` : ''
          }：${handover.text}`}
        </Banner>
      ) : null}
    </>
  );
}

function Checklist({
  application: { checklist },
  photos,
}: {
  application: ApplicationView;
  photos: CaseView['photos'];
}) {
  return (
    <CellList label="材料">
      {checklist.map(({ name, state, comment, sample, uploadIds }) => {
        const given = photos.filter(({ id }) => uploadIds.includes(id));
        return (
          <Cell
            key={name}
            title={name}
            note={
              <>
                {comment ?? (state === 'none' && sample ? `拍照：${sample}` : null)}
                {given.length > 0 ? <PhotoStrip photos={given} /> : null}
              </>
            }
            value={<StatusTag tone={TONES[state]}>{CHECK_STATE_NAMES[state]}</StatusTag>}
          />
        );
      })}
    </CellList>
  );
}
