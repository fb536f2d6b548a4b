import { type CSSProperties } from 'react';
import { View } from '../primitives';
import { AtAvatar } from '../taro-ui';

export interface AvatarProps {
  /** The person's name: accessible name, and its last two characters when there is no photo. */
  name: string;
  photo?: string;
  /** Pixels, 48 by default. */
  size?: number;
}

/** A face. Chinese given names are what neighbours use, so the last characters stand in for a missing photo. */
export function Avatar({ name, photo, size = 48 }: AvatarProps) {
  return (
    <View className="lx-avatar" role="img" label={name} style={{ '--avatar': `${size}px` } as CSSProperties}>
      <AtAvatar circle image={photo ?? ''} text={name.slice(-1)} />
    </View>
  );
}

export function AvatarRow({ people, max = 5 }: { people: { name: string; photo?: string }[]; max?: number }) {
  const more = people.length - max;
  return (
    <View className="lx-avatar-row" role="group" label={people.map(({ name }) => name).join('、')}>
      {people.slice(0, max).map((person, index) => (
        <Avatar key={`${person.name}${index}`} {...person} size={36} />
      ))}
      {more > 0 ? <View className="lx-avatar-row__more">+{more}</View> : null}
    </View>
  );
}
