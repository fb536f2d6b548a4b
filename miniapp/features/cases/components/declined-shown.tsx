import { type CaseView } from '@shared/cases/schemas';
import { Card, Cell, CellList, Text, View } from '@miniapp/ui';

/** Why a case was not taken on, in the words that were written to the resident, and whom to turn to instead. */
export function DeclinedShown({ declined }: { declined: NonNullable<CaseView['declined']> }) {
  return (
    <Card title="为什么不予受理">
      <View className="lx-stack">
        <Text className="lx-small">{declined.reasonName}</Text>
        <Text selectable>{declined.text}</Text>
        {declined.responsibleBody ? (
          <CellList label="该找谁">
            <Cell
              icon="briefcase"
              title={<Text selectable>{declined.responsibleBody}</Text>}
              note="这件事由他们负责"
            />
          </CellList>
        ) : null}
      </View>
    </Card>
  );
}
