import { useState } from 'react';
import { type CaseSummary } from '@shared/cases/schemas';
import { Banner, Button, Sheet, Skeleton, View } from '@miniapp/ui';
import { useBatch, type Batch } from '../hooks/use-batch';
import { type FieldErrors } from '../model/action-draft';
import {
  batchLabel,
  checkBatch,
  EMPTY_BATCH,
  failedIds,
  okIds,
  type BatchAction,
  type BatchForm,
} from '../model/batch';
import { BatchFields } from './batch-fields';
import { BatchLines } from './batch-lines';

interface BatchSheetProps {
  /** As they were when the sheet was opened. */
  items: readonly CaseSummary[];
  action?: BatchAction;
  onClose: (done: boolean) => void;
}

/** The same for many cases: what, which will go and why not, sent after a moment to call it off, what came of each. */
export function BatchSheet({ items: ticked, action = 'accept', onClose }: BatchSheetProps) {
  // The list behind goes on changing; the batch is about what was ticked.
  const [items] = useState(ticked);
  const [form, setForm] = useState<BatchForm>({ ...EMPTY_BATCH, action });
  const [errors, setErrors] = useState<FieldErrors>({});
  const batch = useBatch();
  const { phase, trouble } = batch;
  const label = batchLabel(form.action);

  const look = (): void => {
    const found = checkBatch(form);
    setErrors(found);
    if (Object.keys(found).length === 0) void batch.look(form, items);
  };
  const close = (): void => {
    if (phase.at !== 'sending') onClose(phase.at === 'done');
  };

  return (
    <Sheet
      open
      title={`批量办理 ${items.length} 件`}
      onClose={close}
      footer={<Foot batch={batch} label={label} onLook={look} onClose={close} />}
    >
      <View className="lx-stack">
        {trouble ? (
          <Banner tone="danger" urgent>
            {trouble}
          </Banner>
        ) : null}
        {phase.at === 'form' ? (
          <BatchFields
            form={form}
            errors={errors}
            firstId={items[0]?.id ?? ''}
            onChange={(part) => setForm((before) => ({ ...before, ...part }))}
          />
        ) : phase.at === 'looking' ? (
          <Skeleton rows={items.length} />
        ) : (
          <Lines batch={batch} label={label} />
        )}
      </View>
    </Sheet>
  );
}

function Lines({ batch: { phase }, label }: { batch: Batch; label: string }) {
  if (!('lines' in phase)) return null;
  const [able, unable] = [phase.lines.filter(({ ok }) => ok), phase.lines.filter(({ ok }) => !ok)];
  const done = phase.at === 'done';
  return (
    <>
      {phase.at === 'waiting' ? (
        <Banner tone="warning" urgent>{`${phase.left} 秒后提交，现在还能撤销`}</Banner>
      ) : null}
      <View role="status">
        {done
          ? `${label}成功 ${able.length} 件${unable.length > 0 ? `，没有成功 ${unable.length} 件` : ''}`
          : `能${label} ${able.length} 件${unable.length > 0 ? `，不能${label} ${unable.length} 件` : ''}`}
      </View>
      <BatchLines title={done ? '没有成功的' : `不能${label}的，不会提交`} lines={unable} />
      <BatchLines title={done ? '成功的' : `将要${label}的`} lines={able} />
    </>
  );
}

interface FootProps {
  batch: Batch;
  label: string;
  onLook: () => void;
  onClose: () => void;
}

function Foot({ batch, label, onLook, onClose }: FootProps) {
  const { phase } = batch;
  switch (phase.at) {
    case 'form':
    case 'looking':
      return (
        <Button block loading={phase.at === 'looking'} onPress={onLook}>
          先看哪些能办
        </Button>
      );
    case 'preview': {
      const count = okIds(phase.lines).length;
      return (
        <View className="action-card__buttons">
          <Button kind="secondary" onPress={batch.back}>
            上一步
          </Button>
          <Button disabled={count === 0} onPress={batch.confirm}>
            {`确定${label} ${count} 件`}
          </Button>
        </View>
      );
    }
    case 'waiting':
      return (
        <Button block kind="secondary" icon="undo" onPress={batch.undo}>
          撤销
        </Button>
      );
    case 'sending':
      return (
        <Button block loading onPress={() => undefined}>
          正在提交
        </Button>
      );
    case 'done':
      return (
        <View className="action-card__buttons">
          {failedIds(phase.lines).length > 0 ? (
            <Button kind="secondary" icon="refresh" onPress={batch.retry}>
              没成功的再试一次
            </Button>
          ) : null}
          <Button onPress={onClose}>完成</Button>
        </View>
      );
  }
}
