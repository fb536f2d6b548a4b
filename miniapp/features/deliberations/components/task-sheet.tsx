import { useState } from 'react';
import { listCategories } from '@shared/categories/contract';
import { addTopicTask, getTopic } from '@shared/deliberations/contract';
import { type TopicView } from '@shared/deliberations/schemas';
import { call, newKey, putApi, useApi } from '@miniapp/client';
import { Button, Choice, Field, Sheet, Skeleton, TextArea, View } from '@miniapp/ui';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { useAct } from '../hooks/use-act';

/** A decision becomes something to be done: what, of which kind, in which grid. */
export function TaskSheet({ topic, onClose }: { topic: TopicView; onClose: () => void }) {
  const [text, setText] = useState('');
  const [group, setGroup] = useState('');
  const [category, setCategory] = useState('');
  const [grid, setGrid] = useState<{ code: string; name: string } | null>(
    topic.area.level === 'grid' ? topic.area : null,
  );
  const [choosing, setChoosing] = useState(false);
  const [key] = useState(newKey);
  const { busy, act } = useAct();
  const query = useApi(listCategories, {}, { keep: true });
  const send = async () => {
    const params = { id: topic.id };
    const body = { text, categoryCode: category, gridCode: grid?.code ?? '' };
    const sent = await act(async () => {
      const seen = await call(addTopicTask, { params, body }, { idempotencyKey: key });
      putApi(getTopic, { params }, seen);
    }, '已交办');
    if (sent) onClose();
  };
  return (
    <Sheet
      open
      title="交办一件事"
      onClose={onClose}
      footer={
        <Button
          block
          loading={busy}
          disabled={text.trim().length < 4 || category === '' || !grid}
          onPress={() => void send()}
        >
          交办
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="要办什么" hint="会变成一件公开的事项，大家都能看到进展" required>
          <TextArea rows={3} maxLength={500} onChange={setText} />
        </Field>
        <Loaded query={query} skeleton={<Skeleton rows={2} />}>
          {({ groups }) => (
            <>
              <Field label="哪一类" required group>
                <Choice
                  options={groups.map(({ code, name }) => ({ value: code, text: name }))}
                  value={group}
                  onChange={(code) => {
                    setGroup(code);
                    setCategory('');
                  }}
                />
              </Field>
              {group ? (
                <Field label="具体是什么" required group>
                  <Choice
                    options={(groups.find(({ code }) => code === group)?.categories ?? []).map(
                      ({ code, name }) => ({ value: code, text: name }),
                    )}
                    value={category}
                    onChange={setCategory}
                  />
                </Field>
              ) : null}
            </>
          )}
        </Loaded>
        <Field label="在哪个网格办" required group>
          <Button kind="secondary" icon="map-pin" onPress={() => setChoosing(true)}>
            {grid?.name ?? '选择网格'}
          </Button>
        </Field>
      </View>
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={setGrid} />
    </Sheet>
  );
}
