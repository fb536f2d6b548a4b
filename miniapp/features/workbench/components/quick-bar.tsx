import { type CaseView } from '@shared/cases/schemas';
import { useUser } from '@miniapp/client';
import { Button, Text, View } from '@miniapp/ui';
import { nextStep, type NextStep } from '../model/next-step';

type Quick = Extract<NextStep, { kind: 'quick' }>;

interface QuickBarProps {
  view: CaseView;
  busy: boolean;
  onQuick: (step: Quick) => void;
}

/** Number and, where one tap does it, accepting or taking up: always in sight on top of the case. */
export function QuickBar({ view, busy, onQuick }: QuickBarProps) {
  const step = nextStep(view, useUser()?.roles ?? []);
  const first = step?.kind === 'quick' ? step.actions[0] : undefined;
  const offered = view.actions.some(({ action }) => action === first);
  return (
    <View className="quick-bar">
      <Text className="lx-grow lx-ellipsis lx-num">{`${view.category.name} · ${view.number}`}</Text>
      {step?.kind === 'quick' && offered ? (
        <Button size="small" loading={busy} onPress={() => onQuick(step)}>
          {step.label}
        </Button>
      ) : null}
    </View>
  );
}
