import { type ReactNode } from 'react';
import { Segmented, View } from '@miniapp/ui';

interface ViewSwitchProps {
  asMap: boolean;
  onSwitch: (asMap: boolean) => void;
  /** What is done with the ticked ones, beside it. */
  children?: ReactNode;
}

const VIEWS = [
  { value: 'list', text: '列表' },
  { value: 'map', text: '地图' },
] as const;

/** The same cases as a list or on a map. */
export function ViewSwitch({ asMap, onSwitch, children }: ViewSwitchProps) {
  return (
    <View className="view-switch">
      <Segmented
        label="怎么看"
        options={VIEWS}
        value={asMap ? 'map' : 'list'}
        onChange={(value) => onSwitch(value === 'map')}
      />
      {children}
    </View>
  );
}
