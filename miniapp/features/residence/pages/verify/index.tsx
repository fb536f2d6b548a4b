import { useState } from 'react';
import { decideResidence, listResidences, revokeResidence } from '@shared/residence/contract';
import { RESIDENCE_VERIFIERS, type ResidenceItem } from '@shared/residence/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApiList, useHasRole } from '@miniapp/client';
import {
  Button,
  Card,
  Empty,
  Field,
  Page,
  Segmented,
  Sheet,
  Skeleton,
  Text,
  TextArea,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { useNow } from '@miniapp/widgets/use-now';

type State = ResidenceItem['state'];

/** Who says he lives in my area, and who is confirmed to. */
export default function VerifyPage() {
  const verifies = useHasRole(...RESIDENCE_VERIFIERS);
  const [state, setState] = useState<State>('requested');
  const query = useApiList(listResidences, { query: { state } }, { enabled: verifies });
  const now = useNow();
  return (
    <Page title="核实住处" width="form">
      {verifies ? (
        <>
          <Segmented
            label="看哪些"
            options={[
              { value: 'requested', text: '等待核实' },
              { value: 'verified', text: '已核实' },
            ]}
            value={state}
            onChange={setState}
          />
          <Loaded
            query={query}
            skeleton={<Skeleton kind="cards" rows={3} />}
            isEmpty={(items) => items.length === 0}
            empty={
              <Empty
                icon="building"
                title={state === 'requested' ? '没有等待核实的' : '还没有核实过的'}
                note="居民在「议事」里申请核实住处，会出现在这里"
              />
            }
          >
            {(items) => (
              <View className="lx-stack">
                {items.map((item) => (
                  <Item key={`${item.userId}${item.version}`} item={item} now={now} />
                ))}
                <MoreButton query={query}>再看后面的</MoreButton>
              </View>
            )}
          </Loaded>
        </>
      ) : (
        <Empty icon="lock" title="这里由网格员和社区核实住处" />
      )}
    </Page>
  );
}

function Item({ item, now }: { item: ResidenceItem; now: number }) {
  const [address, setAddress] = useState(item.address);
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const waiting = item.state === 'requested';
  const params = { userId: item.userId };
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      toast.done(done);
      setRefusing(false);
      await refreshApi(listResidences);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const { version } = item;
  const approve = () =>
    act(
      () =>
        call(decideResidence, {
          params,
          body: { approve: true, version, ...(address !== item.address && { address }) },
        }),
      '已核实',
    );
  const refuse = () =>
    waiting
      ? act(() => call(decideResidence, { params, body: { approve: false, reason, version } }), '已答复')
      : act(() => call(revokeResidence, { params, body: { reason, version } }), '已撤销');
  return (
    <Card>
      <View className="lx-stack">
        <View className="lx-title">{`${item.grid.name} ${item.address}`}</View>
        <Text className="lx-small">
          {[item.nickname, ...(item.phoneMasked ? [item.phoneMasked] : [])].join(' · ')}
        </Text>
        <Text className="lx-caption lx-num">
          {`${friendlyTime(Date.parse(item.at), now)}${waiting ? ' 申请' : ' 核实'} · 同一门牌已核实 ${item.household} 人`}
        </Text>
        {waiting ? (
          <Field label="门牌写法" hint="写法统一，同一门牌才算一户">
            <TextInput initial={item.address} maxLength={60} onChange={setAddress} />
          </Field>
        ) : null}
        <View className="lx-row">
          {waiting ? (
            <Button icon="check" loading={busy} onPress={() => void approve()}>
              住在这里
            </Button>
          ) : null}
          <Button kind="ghost" onPress={() => setRefusing(true)}>
            {waiting ? '不通过' : '撤销核实'}
          </Button>
        </View>
      </View>
      <Sheet
        open={refusing}
        title={waiting ? '不通过' : '撤销核实'}
        onClose={() => setRefusing(false)}
        footer={
          <Button
            block
            kind="danger"
            loading={busy}
            disabled={reason.trim().length < 2}
            onPress={() => void refuse()}
          >
            {waiting ? '不通过' : '撤销'}
          </Button>
        }
      >
        <Field label="原因" hint="居民会看到" required>
          <TextArea rows={3} maxLength={200} onChange={setReason} />
        </Field>
      </Sheet>
    </Card>
  );
}
