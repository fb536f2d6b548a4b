import { View } from '../primitives';
import { AtProgress } from '../taro-ui';

/** How far something is, 0–100; `label` says of what ("照片 1 正在上传"). */
export function Progress({ percent, label }: { percent: number; label: string }) {
  const whole = Math.round(Math.min(100, Math.max(0, percent)));
  return (
    <View className="lx-progress" role="img" label={`${label} ${whole}%`}>
      <AtProgress percent={whole} isHidePercent />
    </View>
  );
}
