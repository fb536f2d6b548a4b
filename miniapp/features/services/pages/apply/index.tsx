import { CONSENT_METHODS, CONSENT_NAMES, RELATION_NAMES, RELATIONS } from '@shared/services/application';
import { WAY_NAMES, type Way } from '@shared/services/catalogue';
import { getService } from '@shared/services/contract';
import { type ServiceView } from '@shared/services/views';
import { friendlyTime } from '@shared/time/shanghai';
import { useApi, useUser } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  Choice,
  Empty,
  Field,
  Page,
  Skeleton,
  TextArea,
  TextInput,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { MaterialFields } from '../../components/material-fields';
import { SlotPicker } from '../../components/slot-picker';
import { useApply, type Whom } from '../../hooks/use-apply';
import '../../services.scss';

const WAY_NOTES: Record<Way, string> = {
  online: '传照片，不用跑',
  window: '先登记，带材料到窗口',
  proxy: '网格员帮您跑，您在家等',
  door: '工作人员到家里来办',
  appointment: '约好时间去，不用排队',
};
const WHOM: { value: Whom; text: string }[] = [
  { value: 'self', text: '我自己' },
  ...RELATIONS.map((value) => ({ value, text: RELATION_NAMES[value] })),
];
const CONSENTS = CONSENT_METHODS.map((value) => ({ value, text: CONSENT_NAMES[value] }));

/** `?id=` applies for a service: how, for whom, when, with which photos; `?slot=` is a seat kept for him already. */
export default function ApplyPage() {
  const { id = '', slot } = useQuery();
  const user = useUser();
  const { code } = useMyGrid();
  const query = useApi(
    getService,
    { params: { id }, query: { area: code ?? undefined } },
    { enabled: user !== null },
  );
  return (
    <Page title="办理" width="form">
      {user ? (
        user.homeArea ? (
          <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
            {(item) => <ApplyForm key={item.id} item={item} slotId={slot} />}
          </Loaded>
        ) : (
          <Empty
            icon="map-pin"
            title="先选您的网格"
            note="知道您住哪里，才知道到哪里办、由谁办"
            action={{ text: '去选网格', onPress: () => void openPage(routes.home) }}
          />
        )
      ) : (
        <Empty
          icon="person"
          title="请先登录"
          action={{
            text: '登录',
            onPress: () =>
              void openPage(routes.signIn, {
                to: `${routes.applyService}?id=${id}${slot ? `&slot=${slot}` : ''}`,
              }),
          }}
        />
      )}
    </Page>
  );
}

function ApplyForm({ item, slotId }: { item: ServiceView; slotId: string | undefined }) {
  const { draft, change, wrong, sending, send, chooseSlot, lists } = useApply(item, slotId);
  const now = useNow();
  return (
    <View className="lx-stack">
      <Card title={item.name}>
        <View className="lx-small">{`${item.timeLimit}；${item.fee}`}</View>
      </Card>
      <Field label="怎样办" error={wrong.how} required group>
        <Choice
          layout="rows"
          options={item.modes.map((mode) => ({ value: mode, text: WAY_NAMES[mode], note: WAY_NOTES[mode] }))}
          value={draft.how}
          onChange={(how) => change({ how })}
        />
      </Field>
      <Field label="给谁办" required group>
        <Choice options={WHOM} value={draft.whom} onChange={(whom) => change({ whom })} />
      </Field>
      {draft.whom === 'self' ? null : (
        <>
          <Field label="他（她）的姓名" hint="加密保存，只有您和办理的人看得到" error={wrong.name} required>
            <TextInput maxLength={20} onChange={(name) => change({ name })} />
          </Field>
          <Field
            label="本人怎样同意的"
            hint="替人办事，要先问过本人；会记下时间"
            error={wrong.consent}
            required
            group
          >
            <Choice options={CONSENTS} value={draft.consent} onChange={(consent) => change({ consent })} />
          </Field>
        </>
      )}
      {draft.how === 'appointment' ? (
        <Field label="约什么时候" error={wrong.slot} required group>
          <View className="lx-stack">
            <SlotPicker
              serviceId={item.id}
              value={draft.slot?.id}
              onChange={({ id }) => void chooseSlot(id)}
            />
            {draft.heldUntil && draft.slot ? (
              <Banner tone="success">{`号给您留到 ${friendlyTime(Date.parse(draft.heldUntil), now)}，请在这之前提交`}</Banner>
            ) : null}
          </View>
        </Field>
      ) : null}
      <Card title="材料照片（可以以后再补）">
        <View className="lx-stack">
          <MaterialFields materials={item.materials} onList={(index, list) => lists.set(index, list)} />
        </View>
      </Card>
      <Field label="还想说明什么" hint="比如老人行动不便、希望什么时间上门">
        <TextArea rows={3} maxLength={500} onChange={(text) => change({ text })} />
      </Field>
      <Button block size="large" icon="send" loading={sending} onPress={() => void send()}>
        提交申请
      </Button>
    </View>
  );
}
