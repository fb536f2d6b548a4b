import { type ReactNode } from 'react';
import { type PersonCard } from '@shared/areas/schemas';
import { fileUrl } from '@miniapp/client';
import { Avatar, Tag, Text, View } from '@miniapp/ui';
import './index.scss';

type Face = Pick<PersonCard, 'name' | 'functionName' | 'avatarUrl'>;

export interface WorkerFaceProps {
  person: Face;
  /** One line below the name, e.g. why it is this person. */
  note?: string;
  size?: number;
}

/** A face with name and function. */
export function WorkerFace({ person, note, size = 48 }: WorkerFaceProps) {
  return (
    <View className="worker-face">
      <Avatar
        name={person.name}
        photo={person.avatarUrl ? fileUrl(person.avatarUrl) : undefined}
        size={size}
      />
      <View className="lx-grow">
        <View className="worker-face__line">
          <Text className="worker-face__name">{person.name}</Text>
          <Text className="worker-face__function">{person.functionName}</Text>
        </View>
        {note ? <View className="worker-face__note">{note}</View> : null}
      </View>
    </View>
  );
}

/** A member of the team: who, what for, when, in which languages. */
export function WorkerCard({ person, call }: { person: PersonCard; call?: ReactNode }) {
  return (
    <View className="worker-card">
      <View className="lx-row lx-row--between">
        <View className="lx-grow">
          <WorkerFace person={person} note={person.officeHours} />
        </View>
        {person.onDuty ? <Tag icon="check-circle">在岗</Tag> : <Tag icon="clock">不在岗</Tag>}
      </View>
      {person.duties ? <View className="worker-card__duties">{person.duties}</View> : null}
      <View className="worker-card__facts lx-caption">
        {person.dutyToday ? <Text className="lx-num">{person.dutyToday}</Text> : null}
        {person.languages.length > 0 ? <Text>{`会说：${person.languages.join('、')}`}</Text> : null}
        {person.phoneMasked ? <Text className="lx-num">{`电话 ${person.phoneMasked}`}</Text> : null}
      </View>
      {call ? <View className="worker-card__call">{call}</View> : null}
    </View>
  );
}
