import { listPartyCards } from '@shared/volunteers/contract';
import { useApi } from '@miniapp/client';
import { Card, Tag, Text, View } from '@miniapp/ui';
import { Unloaded } from './unloaded';

/** Party members of the grid who chose to be seen, and how many households are linked to them all. */
export function GridParty({ code }: { code: string }) {
  const query = useApi(listPartyCards, { params: { code } }, { keep: true });
  const { data } = query;
  if (!data) return <Unloaded title="身边的党员" query={query} />;
  if (data.members.length === 0 && data.linkedHouseholds === 0) return null;
  return (
    <Card title="身边的党员" extra={<Tag kind="party">亮身份</Tag>}>
      <View className="grid-people">
        {data.linkedHouseholds > 0 ? (
          <View className="lx-small lx-num">{`党员联系着 ${data.linkedHouseholds} 户居民，每月走访一次。`}</View>
        ) : null}
        {data.members.map(({ name, organisation, pledge, households }) => (
          <View key={`${name}${organisation ?? ''}`}>
            <View className="lx-row">
              <Text className="grid-people__team">{name}</Text>
              {households === null ? null : (
                <Text className="lx-small lx-num">{`联系 ${households} 户`}</Text>
              )}
            </View>
            {organisation ? <View className="lx-small">{organisation}</View> : null}
            {pledge ? <View className="lx-small">{`承诺：${pledge}`}</View> : null}
          </View>
        ))}
      </View>
    </Card>
  );
}
