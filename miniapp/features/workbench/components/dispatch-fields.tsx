import { useEffect, useState } from 'react';
import { listDispatchTargets } from '@shared/cases/contract';
import { CO_HANDLERS_AT_MOST, type DispatchTargets, targetKey } from '@shared/cases/dispatch';
import { useApi } from '@miniapp/client';
import { Button, Choice, Field, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import { deadlineChoices, suggestedTarget } from '../model/targets';
import { type ActionFieldsProps, Words } from './action-words';
import { TargetField } from './target-field';
import { TargetSheet } from './target-sheet';

/** To whom, until when, who helps, and what to say with it. */
export function DispatchFields(props: ActionFieldsProps) {
  const targets = useApi(listDispatchTargets, { params: { id: props.view.id } });
  return (
    <Loaded query={targets} skeleton={<Skeleton kind="cards" rows={1} />}>
      {(data) =>
        data.people.length + data.departments.length === 0 ? (
          <View className="lx-small">本网格没有兼职网格员可派，请自己接手办理，或请调度中心派单。</View>
        ) : (
          <Filled {...props} targets={data} />
        )
      }
    </Loaded>
  );
}

function Filled({ handle, errors, targets }: ActionFieldsProps & { targets: DispatchTargets }) {
  const [picking, setPicking] = useState<'to' | 'coHandlers'>();
  const now = useNow();
  const { to, coHandlers = [], deadline = '' } = handle.draft;
  const suggested = suggestedTarget(targets);
  useEffect(() => {
    // Read, not rendered: a choice made while the list was loading stays.
    if (suggested && handle.read().to === undefined) handle.change({ to: suggested });
  });
  const keyOf = (named: typeof to) => (named ? [targetKey(named.target)] : []);
  const isSuggested = to && suggested && targetKey(to.target) === targetKey(suggested.target);
  return (
    <>
      <Field label="派给谁" error={errors.to} required group>
        <TargetField
          named={to}
          verb="派给"
          note={isSuggested ? '这类事项的主责部门' : undefined}
          onOpen={() => setPicking('to')}
        />
      </Field>
      <Field label="协办" error={errors.coHandlers} hint="帮着办的部门或人员，可以记录进展" optional group>
        <View className="lx-stack">
          {coHandlers.map((named) => (
            <View key={targetKey(named.target)} className="category-field">
              <View className="lx-grow">{named.name}</View>
              <Button
                kind="ghost"
                size="small"
                label={`去掉协办${named.name}`}
                onPress={() => handle.change({ coHandlers: coHandlers.filter((other) => other !== named) })}
              >
                去掉
              </Button>
            </View>
          ))}
          {coHandlers.length < CO_HANDLERS_AT_MOST ? (
            <Button kind="secondary" size="small" onPress={() => setPicking('coHandlers')}>
              添加协办
            </Button>
          ) : null}
        </View>
      </Field>
      <Field label="答复期限" error={errors.deadline} group>
        <Choice
          options={deadlineChoices(now)}
          value={deadline}
          onChange={(value) => handle.change({ deadline: value || undefined })}
        />
      </Field>
      <Words handle={handle} errors={errors} label="交办意见" placeholder="要注意什么，居民看得到" optional />
      <TargetSheet
        title={picking === 'coHandlers' ? '添加协办' : '派给谁'}
        open={picking !== undefined}
        targets={targets}
        chosen={[...keyOf(to), ...coHandlers.flatMap(keyOf)]}
        onClose={() => setPicking(undefined)}
        onPick={(named) => {
          if (picking === 'to') handle.change({ to: named });
          else if (!coHandlers.some(({ target }) => targetKey(target) === targetKey(named.target)))
            handle.change({ coHandlers: [...coHandlers, named] });
        }}
      />
    </>
  );
}
