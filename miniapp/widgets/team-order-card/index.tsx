import { useRef, useState } from 'react';
import { getCase } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import {
  dispatchTeams,
  getTeamOrder,
  listTeams,
  type OrderView,
  recordService,
} from '@shared/teams/contract';
import { TEAMS_AT_MOST } from '@shared/teams/rules';
import { call, explain, refreshApi, useApi, useHasRole } from '@miniapp/client';
import { Banner, Button, Card, Field, MultiChoice, Skeleton, TextArea, toast, View } from '@miniapp/ui';
import { Loaded } from '../loaded';
import { TeamWork } from './team-work';

/** Which teams were asked for and sent; the desk sends from here, the team writes down what it did. */
export function TeamOrderCard({ item }: { item: CaseView }) {
  const wanted = item.kind === 'service' && (item.viewer === 'reporter' || item.viewer === 'staff');
  const { data } = useApi(getTeamOrder, { params: { id: item.id } }, { enabled: wanted });
  const staff = useHasRole();
  if (!wanted || !data) return null;
  const names = data.teams.map(({ name }) => name).join('、');
  return (
    <Card title={data.sent ? '已派给服务团队' : '请的服务团队'}>
      <View className="lx-stack">
        <View>{names}</View>
        {data.when ? <View className="lx-small">{`希望：${data.when}`}</View> : null}
        {data.mayDispatch ? <SendTeams item={item} order={data} /> : null}
        {data.record ? <Banner tone="info">{`服务记录（只有您和团队看得到）：${data.record}`}</Banner> : null}
        {data.mayRecord && !staff ? <TeamWork item={item} /> : null}
        {data.mayRecord ? <WriteRecord id={item.id} /> : null}
      </View>
    </Card>
  );
}

function SendTeams({ item, order }: { item: CaseView; order: OrderView }) {
  const area = item.area.gridCode ?? item.area.path[item.area.path.length - 1]?.code;
  const query = useApi(listTeams, { query: { area } });
  const [chosen, setChosen] = useState<string[]>(() => order.teams.map(({ id }) => id));
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      await call(dispatchTeams, { params: { id: item.id }, body: { teamIds: chosen } });
      toast.done('已派单');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSending(false);
      await refreshApi(getTeamOrder, getCase);
    }
  };
  return (
    <Loaded query={query} skeleton={<Skeleton rows={2} />}>
      {({ items }) => (
        <View className="lx-stack">
          <Field label="派给哪些团队" hint={`最多 ${TEAMS_AT_MOST} 个一起，先选的牵头`} group>
            <MultiChoice
              options={items.map(({ id, name }) => ({ value: id, text: name }))}
              values={chosen}
              onChange={setChosen}
            />
          </Field>
          <Button
            icon="send"
            loading={sending}
            disabled={chosen.length === 0 || chosen.length > TEAMS_AT_MOST}
            onPress={() => void send()}
          >
            派单给团队
          </Button>
        </View>
      )}
    </Loaded>
  );
}

function WriteRecord({ id }: { id: string }) {
  const text = useRef('');
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      await call(recordService, { params: { id }, body: { text: text.current } });
      toast.done('记下了，加密保存');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSending(false);
      await refreshApi(getTeamOrder);
    }
  };
  return (
    <View className="lx-stack">
      <Field label="服务记录" hint="只有居民本人和你们团队看得到">
        <TextArea rows={3} maxLength={1000} onChange={(words) => (text.current = words)} />
      </Field>
      <Button kind="secondary" loading={sending} onPress={() => void send()}>
        保存记录
      </Button>
    </View>
  );
}
