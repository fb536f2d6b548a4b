import { useState } from 'react';
import { dropResidence, getMyResidence, requestResidence } from '@shared/residence/contract';
import { type ResidenceView } from '@shared/residence/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { ApiProblem, call, explain, putApi, useApi, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  confirm,
  Empty,
  Field,
  Page,
  Skeleton,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

/** Where I live, as it is confirmed once so that I may second and vote. */
export default function ResidencePage() {
  const user = useUser();
  const query = useApi(getMyResidence, {}, { enabled: user !== null });
  return (
    <Page title="我的住处" width="form">
      {user ? (
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
          {(residence) => <Residence key={residence.version} residence={residence} />}
        </Loaded>
      ) : (
        <Empty
          icon="person"
          title="请先登录"
          action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to: routes.residence }) }}
        />
      )}
    </Page>
  );
}

function Residence({ residence }: { residence: ResidenceView }) {
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const { verified, request, refused } = residence;
  const drop = async () => {
    const question = { title: '删除我的住处？', text: '以后附议、表决要重新核实', yes: '删除' };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      putApi(getMyResidence, {}, await call(dropResidence, {}));
      toast.done('已删除');
    } catch (error) {
      toast.fail(explain(error));
    }
  };
  const time = (iso: string) => friendlyTime(Date.parse(iso), now);
  const shows = !asking && (verified !== null || request !== null);
  return (
    <View className="lx-stack">
      <View className="lx-small">
        附议和表决只能由住在当地的居民参加。住处由社区或网格员核实一次；门牌加密保存，只有您和核实的人看得到。
      </View>
      {verified ? (
        <Card title="已核实">
          <View className="lx-stack">
            <View>{`${verified.grid.name} ${verified.address}`}</View>
            <View className="lx-caption">{`${time(verified.at)} 由 ${verified.by} 核实`}</View>
          </View>
        </Card>
      ) : null}
      {request ? (
        <Banner>{`等待核实：${request.grid.name} ${request.address}（${time(request.at)} 申请）`}</Banner>
      ) : null}
      {refused ? <Banner tone="warning">{`没有通过：${refused.reason}`}</Banner> : null}
      {shows ? (
        <View className="lx-row">
          <Button kind="secondary" icon="pencil" onPress={() => setAsking(true)}>
            {request ? '改申请' : '搬家了，重新申请'}
          </Button>
          <Button kind="ghost" icon="trash" onPress={() => void drop()}>
            删除
          </Button>
        </View>
      ) : (
        <Request />
      )}
    </View>
  );
}

function Request() {
  const home = useUser()?.homeArea;
  const [grid, setGrid] = useState<{ code: string; name: string } | null>(home ?? null);
  const [address, setAddress] = useState('');
  const [choosing, setChoosing] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const send = async () => {
    if (!grid) return;
    setSending(true);
    try {
      const body = { gridCode: grid.code, address };
      putApi(getMyResidence, {}, await call(requestResidence, { body }));
      toast.done('已提交，等待核实');
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
      <Field label="哪个网格" error={wrong.gridCode} required group>
        <Button kind="secondary" icon="map-pin" onPress={() => setChoosing(true)}>
          {grid?.name ?? '选择网格'}
        </Button>
      </Field>
      <Field label="楼、单元、门牌" hint="同一门牌算一户" error={wrong.address} required>
        <TextInput maxLength={60} placeholder="如：3号楼2单元502" onChange={setAddress} />
      </Field>
      <Button
        block
        loading={sending}
        disabled={!grid || address.trim().length < 2}
        onPress={() => void send()}
      >
        申请核实
      </Button>
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={setGrid} />
    </View>
  );
}
