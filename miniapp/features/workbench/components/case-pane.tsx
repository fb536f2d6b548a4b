import { Empty, View } from '@miniapp/ui';
import { type QuickActs } from '../hooks/use-quick-act';
import { type StaffAction } from '../model/action-draft';
import { HandlePanel } from './handle-panel';

interface CasePaneProps {
  id: string | undefined;
  quick: QuickActs;
  wanted?: { action: StaffAction; at: number };
}

/** The chosen case beside the list, everything about it on one screen. */
export function CasePane({ id, quick, wanted }: CasePaneProps) {
  return (
    <View className="workbench__case" role="region" label="选中的事项">
      {id ? (
        <HandlePanel
          key={id}
          id={id}
          onChanged={quick.note}
          pane={{
            wanted,
            busy: quick.overlayOf(id)?.kind === 'busy',
            onQuick: (view, step) => void quick.run(view, step),
          }}
        />
      ) : (
        <Empty
          icon="briefcase"
          title="选一件事"
          note="点左边的一件，或按键盘 J、K 上下选择，回车单独打开；按 ? 看全部按键。"
        />
      )}
    </View>
  );
}
