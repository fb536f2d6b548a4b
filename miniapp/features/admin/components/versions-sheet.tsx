import { listRoutingRuleVersions } from '@shared/routing-rules/contract';
import { type RoutingRule } from '@shared/routing-rules/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { useApiList } from '@miniapp/client';
import { Button, Card, Empty, Sheet, Text, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';

export interface VersionsSheetProps {
  open: boolean;
  area: string;
  mayEdit: boolean;
  /** Takes an old version into the list to be looked at and saved. */
  onRestore: (rules: RoutingRule[]) => void;
  onClose: () => void;
}

/** Every version that was saved: when, by whom, what changed. */
export function VersionsSheet({ open, area, mayEdit, onRestore, onClose }: VersionsSheetProps) {
  const now = useNow();
  const query = useApiList(listRoutingRuleVersions, { query: { area } }, { enabled: open });
  return (
    <Sheet open={open} title="历次版本" onClose={onClose}>
      <Loaded
        query={query}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="document" title="还没有保存过" note="保存后每个版本都会留在这里。" />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map(({ version, savedAt, savedBy, note, changes, rules }) => (
              <Card key={version}>
                <View className="lx-row lx-row--between">
                  <Text className="lx-title lx-grow">{`第 ${version} 版 · ${rules.length} 条`}</Text>
                  {mayEdit ? (
                    <Button
                      kind="ghost"
                      size="small"
                      icon="undo"
                      label={`恢复到第 ${version} 版`}
                      onPress={() => onRestore(rules)}
                    >
                      恢复这一版
                    </Button>
                  ) : null}
                </View>
                <View className="lx-small">
                  {`${friendlyTime(Date.parse(savedAt), now)} · ${savedBy.title} ${savedBy.name}`}
                </View>
                <View>{changes.length > 0 ? changes.join('；') : '没有改动'}</View>
                {note ? <View className="lx-small">{`说明：${note}`}</View> : null}
              </Card>
            ))}
            <MoreButton query={query}>更早的版本</MoreButton>
          </View>
        )}
      </Loaded>
    </Sheet>
  );
}
