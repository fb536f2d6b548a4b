import { useEffect, useRef } from 'react';
import { type ApplicationView } from '@shared/services/application';
import { giveMaterials } from '@shared/services/contract';
import { call, type PhotoList, usePhotoList } from '@miniapp/client';
import { Banner, Button, Sheet, View } from '@miniapp/ui';
import { UploadField } from '../upload-field';
import { useApplicationAct } from './use-application-act';

type Entry = ApplicationView['checklist'][number];

/** The resident's photos of what is missing; what was found right is not asked for again. */
export function GiveSheet({ application, onClose }: { application: ApplicationView; onClose: () => void }) {
  const lists = useRef(new Map<number, PhotoList>());
  const { run, busy, error, setError } = useApplicationAct(onClose);
  const send = () => {
    const chosen = [...lists.current].filter(([, list]) => list.state.getState().length > 0);
    if (chosen.length === 0) return setError('请先拍照或选照片');
    const body = Promise.all(
      chosen.map(async ([index, list]) => ({ index, uploadIds: await list.settle() })),
    ).then((materials) => ({ materials, version: application.version }));
    void run(
      body,
      (ready, idempotencyKey) =>
        call(giveMaterials, { params: { id: application.caseId }, body: ready }, { idempotencyKey }),
      '交上了，办理的人会看',
    );
  };
  return (
    <Sheet
      open
      title="交材料"
      onClose={onClose}
      footer={
        <Button block size="large" icon="send" loading={busy} onPress={send}>
          交材料
        </Button>
      }
    >
      <View className="lx-stack">
        {error ? (
          <Banner tone="danger" urgent>
            {error}
          </Banner>
        ) : null}
        {application.checklist.map((entry, index) =>
          entry.state === 'ok' ? null : (
            <Material key={entry.name} entry={entry} onList={(list) => void lists.current.set(index, list)} />
          ),
        )}
      </View>
    </Sheet>
  );
}

function Material({ entry, onList }: { entry: Entry; onList: (list: PhotoList) => void }) {
  const list = usePhotoList();
  useEffect(() => {
    onList(list);
  });
  const { name, note, sample, comment, state } = entry;
  const hint = [
    state === 'missing' ? `要补：${comment ?? '请重新交'}` : state === 'given' ? '交过了，再交会换掉' : null,
    note,
    sample && `怎么拍：${sample}`,
  ]
    .filter(Boolean)
    .join('；');
  return <UploadField list={list} label={name} hint={hint} max={3} addText="拍照" />;
}
