import { getArea } from '@shared/areas/contract';
import { type ContactsView } from '@shared/areas/schemas';
import { useApi } from '@miniapp/client';
import { callPhone } from '@miniapp/platform/phone-call';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Icon, Text, toast, View } from '@miniapp/ui';
import { CallPerson, canBeCalled } from '../call-sheet/call-person';
import { routes } from '../routes';
import { WorkerFace } from '../worker-card';
import { personToTurnTo } from './person-to-turn-to';
import './index.scss';

export interface GridCardProps {
  contacts: ContactsView;
  /** How the grid was found: 按您的位置找到 / 我的网格. */
  how: string;
  onChange: () => void;
}

/** The card of a grid as a resident meets it: its name, the person to turn to, a call and a way in. */
export function GridCard({ contacts, how, onChange }: GridCardProps) {
  const { area, center } = contacts;
  const person = personToTurnTo(contacts.team);
  const phone = center?.phone;
  const { data } = useApi(getArea, { params: { code: area.code } }, { keep: true });
  const community = data?.path.find(({ level }) => level === 'community')?.name;
  return (
    <Card className="grid-card" label={`我的网格：${area.name}`}>
      <View className="grid-card__head">
        <View className="lx-grow">
          <View className="grid-card__how">
            <Icon name="map-pin" size={16} />
            <Text>{how}</Text>
          </View>
          <View className="grid-card__name">{community ? `${community} · ${area.name}` : area.name}</View>
        </View>
        <Button kind="ghost" size="small" onPress={onChange}>
          换网格
        </Button>
      </View>
      {person ? (
        <WorkerFace
          person={person}
          note={person.onDuty ? person.officeHours : `现在不在岗 · ${person.officeHours}`}
          size={56}
        />
      ) : (
        <View className="lx-small">{`这个网格的人员还没有到位，由${center?.name ?? '社区'}负责`}</View>
      )}
      <View className="grid-card__buttons">
        {person && canBeCalled(person) ? (
          <CallPerson
            person={person}
            areaCode={area.code}
            instead={phone ? { name: center.name, phone } : undefined}
            here={routes.home}
          />
        ) : phone ? (
          <Button
            kind="secondary"
            icon="phone"
            block
            label={`给${center.name}打电话，${phone}`}
            onPress={() => void callPhone(phone).catch(() => toast.info(`请拨打 ${phone}`))}
          >
            打电话
          </Button>
        ) : null}
        <Button
          kind="secondary"
          icon="people"
          block
          onPress={() => void openPage(routes.grid, { code: area.code })}
        >
          看网格
        </Button>
      </View>
    </Card>
  );
}
