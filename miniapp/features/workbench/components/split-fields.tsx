import { useEffect, useState } from 'react';
import { listDispatchTargets } from '@shared/cases/contract';
import { type DispatchTargets, PARTS_AT_MOST, targetKey } from '@shared/cases/dispatch';
import { useApi } from '@miniapp/client';
import { Button, Field, Skeleton, TextArea, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { type DraftPart } from '../model/action-draft';
import { type ActionFieldsProps, Words } from './action-words';
import { TargetField } from './target-field';
import { TargetSheet } from './target-sheet';

const TWO_PARTS: readonly DraftPart[] = [{ text: '' }, { text: '' }];

/** The parts of a case that several departments handle at once: who, and what each has to do. */
export function SplitFields(props: ActionFieldsProps) {
  const targets = useApi(listDispatchTargets, { params: { id: props.view.id } });
  return (
    <Loaded query={targets} skeleton={<Skeleton kind="cards" rows={2} />}>
      {(data) => <Parts {...props} targets={data} />}
    </Loaded>
  );
}

function Parts({ handle, errors, targets }: ActionFieldsProps & { targets: DispatchTargets }) {
  const [picking, setPicking] = useState<number>();
  const parts = handle.draft.parts ?? TWO_PARTS;
  useEffect(() => {
    if (handle.read().parts === undefined) handle.change({ parts: TWO_PARTS });
  });
  const change = (index: number, part: Partial<DraftPart>) =>
    handle.change({
      // Read, not rendered: words typed meanwhile stay.
      parts: (handle.read().parts ?? TWO_PARTS).map((old, at) => (at === index ? { ...old, ...part } : old)),
    });
  return (
    <>
      <Field
        label="拆成哪几部分"
        hint="各部门同时办，全部答复后由您汇总答复居民"
        error={errors.parts}
        required
        group
      >
        <View className="lx-stack">
          {parts.map((part, index) => (
            <View key={[handle.generation, parts.length, index].join('-')} className="lx-stack">
              <TargetField
                named={part.to}
                verb={`第 ${index + 1} 部分给`}
                note={`第 ${index + 1} 部分`}
                onOpen={() => setPicking(index)}
              />
              <TextArea
                label={`第 ${String(index + 1)} 部分要做什么`}
                initial={part.text}
                maxLength={500}
                placeholder={`第 ${index + 1} 部分要做什么`}
                onChange={(text) => change(index, { text })}
              />
              {parts.length > 2 ? (
                <Button
                  kind="ghost"
                  size="small"
                  label={`去掉第 ${index + 1} 部分`}
                  onPress={() => handle.change({ parts: parts.filter((_, at) => at !== index) })}
                >
                  {`去掉第 ${String(index + 1)} 部分`}
                </Button>
              ) : null}
            </View>
          ))}
          {parts.length < PARTS_AT_MOST ? (
            <Button
              kind="secondary"
              size="small"
              onPress={() => handle.change({ parts: [...parts, { text: '' }] })}
            >
              再加一部分
            </Button>
          ) : null}
        </View>
      </Field>
      <Words
        handle={handle}
        errors={errors}
        label="对居民说明"
        placeholder="如：要两家单位一起处理，请稍候"
      />
      <TargetSheet
        title="这一部分给谁"
        open={picking !== undefined}
        targets={targets}
        chosen={parts.flatMap(({ to }) => (to ? [targetKey(to.target)] : []))}
        onClose={() => setPicking(undefined)}
        onPick={(named) => {
          if (picking !== undefined) change(picking, { to: named });
        }}
      />
    </>
  );
}
