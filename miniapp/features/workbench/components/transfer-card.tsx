import { useState } from 'react';
import { getHandover, listTransfers, transferCases } from '@shared/leave/contract';
import { type HandoverView, type TransferPreview, type TransferTarget } from '@shared/leave/schemas';
import { ApiProblem, call, explain, newKey, refreshApi } from '@miniapp/client';
import { Banner, Button, Card, Choice, Field, TextArea, View, confirm } from '@miniapp/ui';
import { TransferPreviewList } from './transfer-preview';
import { TransferProgress } from './transfer-progress';

const WAYS = [
  { value: 'auto', text: '按在岗情况自动分', note: '每件给所在网格里在岗、手上事最少的同事' },
  { value: 'person', text: '全部交给一位同事', note: '他接着办，承诺的时间不变' },
  { value: 'desk', text: '退回调度中心', note: '由调度员重新派' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** Gives everything in somebody's hands to others: choose, look, confirm, follow. */
export function TransferCard({ handover }: { handover: HandoverView }) {
  const { person, colleagues } = handover;
  const [way, setWay] = useState<Way>('auto');
  const [to, setTo] = useState<string>();
  const [text, setText] = useState(`${person.name}近日不在岗，由同事接着办，承诺的时间不变。`);
  const [preview, setPreview] = useState<TransferPreview>();
  const [order, setOrder] = useState<string>();
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const target = (): TransferTarget | undefined => {
    if (way === 'auto') return { auto: true };
    if (way === 'desk') return { desk: true };
    return to === undefined ? undefined : { personId: to };
  };
  const changed = (): void => {
    setPreview(undefined);
    setProblem(undefined);
  };
  const send = async (dryRun: boolean): Promise<void> => {
    const chosen = target();
    if (!chosen || busy) return;
    if (!dryRun) {
      const yes = await confirm({
        title: `交接 ${preview?.total ?? 0} 件？`,
        text: '反映人会收到换人的通知。交出去的不会自动回来。',
        yes: '交接',
      });
      if (!yes) return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await call(
        transferCases,
        { body: { to: chosen, text, dryRun, ...(!person.self && { fromUserId: person.id }) } },
        dryRun ? {} : { idempotencyKey: key },
      );
      if (answer.preview) setPreview(answer.preview);
      if (answer.transfer) {
        setOrder(answer.transfer.id);
        setKey(newKey());
        await refreshApi(listTransfers, getHandover);
      }
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };

  if (order)
    return (
      <Card title="交接手上的事">
        <TransferProgress
          id={order}
          onClose={() => {
            setOrder(undefined);
            changed();
          }}
        />
      </Card>
    );
  const fieldError = (path: string) => (problem instanceof ApiProblem ? problem.fieldError(path) : undefined);
  return (
    <Card title="交接手上的事">
      <View className="lx-stack">
        {problem ? (
          <Banner tone="danger" urgent>
            {explain(problem)}
          </Banner>
        ) : null}
        <Field label="交给谁" error={fieldError('to')} required group>
          <Choice
            layout="rows"
            options={WAYS}
            value={way}
            onChange={(next) => {
              setWay(next);
              changed();
            }}
          />
        </Field>
        {way === 'person' ? (
          <Field label="哪位同事" required group>
            <Choice
              options={colleagues.slice(0, 30).map(({ personId, name, functionName, areaName, away }) => ({
                value: personId,
                text: `${name}（${areaName} ${functionName}）${away ? ' 请假中' : ''}`,
                disabled: away,
              }))}
              value={to}
              onChange={(next) => {
                setTo(next);
                changed();
              }}
            />
            {colleagues.length === 0 ? <View className="lx-small">附近没有可以接手的同事。</View> : null}
          </Field>
        ) : null}
        <Field label="交接说明" hint="反映人看得到，不要写请假的原因" error={fieldError('text')} required>
          <TextArea initial={text} rows={3} maxLength={500} onChange={setText} />
        </Field>
        {preview ? <TransferPreviewList preview={preview} /> : null}
        {preview && preview.total > 0 ? (
          <Button block loading={busy} onPress={() => void send(false)}>
            {`交接这 ${preview.total} 件`}
          </Button>
        ) : (
          <Button
            block
            kind="secondary"
            loading={busy}
            disabled={target() === undefined}
            onPress={() => void send(true)}
          >
            先看看会怎么分
          </Button>
        )}
      </View>
    </Card>
  );
}
