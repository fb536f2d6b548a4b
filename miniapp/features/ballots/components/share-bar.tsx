import { Text, View } from '@miniapp/ui';

interface Part {
  name: string;
  /** 0–1 */
  share: number;
  tone: 'agree' | 'disagree' | 'pass' | 'group';
}

/** Shares side by side, each said in words below: colours alone tell nothing. */
export function ShareBar({ parts }: { parts: readonly Part[] }) {
  return (
    <View className="share-bar">
      <View className="share-bar__track" hidden>
        {parts
          .filter(({ share }) => share > 0)
          .map(({ name, share, tone }) => (
            <View
              key={name}
              className={`share-bar__part share-bar__part--${tone}`}
              style={{ width: `${(share * 100).toFixed(1)}%` }}
            />
          ))}
      </View>
      <Text className="lx-caption lx-num">
        {parts.map(({ name, share }) => `${name} ${Math.round(share * 100)}%`).join(' · ')}
      </Text>
    </View>
  );
}
