import { useState } from 'react';
import { type CasePhoto } from '@shared/cases/schemas';
import { fileUrl } from '@miniapp/client';
import { Image, Range, Text, View } from '@miniapp/ui';
import { pairOf } from './pair';
import './index.scss';

/** The same place before and after, one over the other, with a slider between them; nothing unless there are both. */
export function BeforeAfter({ photos }: { photos: readonly CasePhoto[] }) {
  const [shown, setShown] = useState(50);
  const pair = pairOf(photos);
  if (!pair) return null;
  const cut = `inset(0 0 0 ${shown}%)`;
  return (
    <View className="before-after" role="group" label="处理前后对比">
      <View className="before-after__frame">
        <Image className="before-after__image" src={fileUrl(pair.before.url)} alt="处理前的照片" />
        <View className="before-after__over" style={{ clipPath: cut, WebkitClipPath: cut }}>
          <Image className="before-after__image" src={fileUrl(pair.after.url)} alt="处理后的照片" />
        </View>
        <View className="before-after__line" style={{ left: `${shown}%` }} hidden />
        <Text className="before-after__name before-after__name--before">处理前</Text>
        <Text className="before-after__name before-after__name--after">处理后</Text>
      </View>
      <Range value={shown} label="左右拖动，对比处理前后" onChange={setShown} />
      <Text className="lx-caption">左右拖动，看处理前后的变化</Text>
    </View>
  );
}
