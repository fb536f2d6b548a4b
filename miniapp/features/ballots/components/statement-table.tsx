import { useState } from 'react';
import { type OpinionMapView } from '@shared/opinions/schemas';
import { answersOf, type Tally } from '@shared/opinions/statistics';
import { Button, Card, List, ListItem, Text, View } from '@miniapp/ui';
import { ShareBar } from './share-bar';

const FIRST = 10;

function TallyLine({ name, tally }: { name: string; tally: Tally }) {
  const answers = answersOf(tally);
  const share = (hits: number) => (answers > 0 ? hits / answers : 0);
  return (
    <View className="statement-table__line">
      <Text className="lx-small">{`${name}（${answers} 人）`}</Text>
      <ShareBar
        parts={[
          { name: '同意', share: share(tally.agree), tone: 'agree' },
          { name: '不同意', share: share(tally.disagree), tone: 'disagree' },
          { name: '说不准', share: share(tally.pass), tone: 'pass' },
        ]}
      />
    </View>
  );
}

/** The picture in figures: every statement, all together and group by group. */
export function StatementTable({ map }: { map: OpinionMapView }) {
  const [all, setAll] = useState(false);
  const shown = all ? map.statements : map.statements.slice(0, FIRST);
  return (
    <Card title="每条看法的数字">
      <List className="lx-stack">
        {shown.map(({ statementId, text, all: everybody, groups }) => (
          <ListItem key={statementId} className="statement-table__item">
            <View className="statement-table__text">{text}</View>
            <TallyLine name="全部" tally={everybody} />
            {map.groups.length > 1
              ? groups.map((tally, i) => (
                  <TallyLine key={map.groups[i]?.name ?? i} name={map.groups[i]?.name ?? ''} tally={tally} />
                ))
              : null}
          </ListItem>
        ))}
      </List>
      {all || map.statements.length <= FIRST ? null : (
        <Button kind="ghost" onPress={() => setAll(true)}>
          {`看全部 ${map.statements.length} 条`}
        </Button>
      )}
    </Card>
  );
}
