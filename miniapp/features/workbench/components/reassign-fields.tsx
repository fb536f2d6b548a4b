import { useState } from 'react';
import { listDispatchTargets } from '@shared/cases/contract';
import { targetKey } from '@shared/cases/dispatch';
import { useApi } from '@miniapp/client';
import { Field, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { type ActionFieldsProps, Words } from './action-words';
import { TargetField } from './target-field';
import { TemplateChips } from './template-chips';
import { TargetSheet } from './target-sheet';

/** Who goes on with it; how far it has come stays. */
export function ReassignFields({ view, handle, errors }: ActionFieldsProps) {
  const targets = useApi(listDispatchTargets, { params: { id: view.id } });
  const [picking, setPicking] = useState(false);
  const { to } = handle.draft;
  return (
    <Loaded query={targets} skeleton={<Skeleton kind="cards" rows={1} />}>
      {(data) =>
        data.people.length + data.departments.length === 0 ? (
          <View className="lx-small">本网格没有别人可以接，请上报或请调度中心派单。</View>
        ) : (
          <>
            <Field label="换给谁" error={errors.to} required group>
              <TargetField named={to} verb="换给" onOpen={() => setPicking(true)} />
            </Field>
            <TemplateChips view={view} handle={handle} action="reassign" />
            <Words handle={handle} errors={errors} label="为什么换" placeholder="如：我明天起休假" />
            <TargetSheet
              title="换给谁"
              open={picking}
              targets={data}
              chosen={to ? [targetKey(to.target)] : []}
              onClose={() => setPicking(false)}
              onPick={(named) => handle.change({ to: named })}
            />
          </>
        )
      }
    </Loaded>
  );
}
