import { View } from '../primitives';

export interface SkeletonProps {
  /** Blocks drawn; each stands for one line or card. */
  rows?: number;
  kind?: 'lines' | 'cards';
}

/** The shape of what is coming, instead of a spinner. */
export function Skeleton({ rows = 3, kind = 'lines' }: SkeletonProps) {
  return (
    <View className={`lx-skeleton lx-skeleton--${kind}`} role="status" label="正在加载">
      {Array.from({ length: rows }, (_, index) => (
        <View key={index} className="lx-skeleton__block" hidden />
      ))}
    </View>
  );
}
