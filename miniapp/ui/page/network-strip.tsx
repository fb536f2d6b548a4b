import { useNetwork } from '../../platform/network';
import { Banner } from '../banner';
import { View } from '../primitives';

const WORDS = {
  offline: '现在没有网络。看到的可能是上次的内容；您写的不会丢，有网后自动发送。',
  weak: '网络不太好，正在慢慢加载。照片会压小一点再传。',
} as const;

/** Says what a bad network means for the person, on every page, for as long as it lasts. */
export function NetworkStrip() {
  const network = useNetwork();
  if (network === 'online') return null;
  return (
    <View className="lx-network">
      <Banner tone="warning" urgent={network === 'offline'}>
        {WORDS[network]}
      </Banner>
    </View>
  );
}
