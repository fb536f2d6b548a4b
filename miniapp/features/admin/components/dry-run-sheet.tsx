import { type DryRunResult } from '@shared/routing-rules/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { Button, Cell, CellList, Empty, Field, Sheet, TextInput, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';

export interface DryRunSheetProps {
  result: DryRunResult | undefined;
  saving: boolean;
  onNote: (note: string) => void;
  onSave: () => void;
  onClose: () => void;
}

function summary({ looked, truncated, moved, redated }: DryRunResult): string {
  const seen = truncated ? `最近的 ${looked} 件（还有更早的没有看）` : `最近 90 天的 ${looked} 件`;
  if (moved + redated === 0) return `看了${seen}：没有一件会不同。`;
  return `看了${seen}：${moved} 件会交给别处，${redated} 件去处不变、答复时限不同。`;
}

/** What the draft would have done to the last 90 days, before it is saved. */
export function DryRunSheet({ result, saving, onNote, onSave, onClose }: DryRunSheetProps) {
  const now = useNow();
  if (!result) return null;
  const day = (iso: string) => friendlyTime(Date.parse(iso), now);
  return (
    <Sheet
      open
      title="试算结果"
      onClose={onClose}
      footer={
        <View className="admin-form-buttons">
          <Button kind="secondary" onPress={onClose}>
            再改改
          </Button>
          <Button loading={saving} onPress={onSave}>
            保存并生效
          </Button>
        </View>
      }
    >
      <View className="lx-stack">
        <View className="lx-title">{summary(result)}</View>
        <View className="lx-small">试算没有改动任何事项。保存后只影响新报的事，30 秒内生效。</View>
        <Field label="修改说明" optional>
          <TextInput maxLength={100} placeholder="为什么改，方便以后查" onChange={onNote} />
        </Field>
        {result.flows.length > 0 ? (
          <CellList title="从哪里到哪里">
            {result.flows.slice(0, 20).map(({ from, to, count }) => (
              <Cell key={`${from}-${to}`} title={`${from} → ${to}`} value={`${count} 件`} />
            ))}
          </CellList>
        ) : null}
        {result.examples.length > 0 ? (
          <CellList title={`例子（最多 50 件）`}>
            {result.examples.map(({ id, number, text, categoryName, was, would, rule }) => (
              <Cell
                key={id}
                title={text}
                note={
                  <>
                    <View>{`${number} · ${categoryName}${rule === null ? '' : ` · 规则「${rule}」`}`}</View>
                    <View>{`原来：${was.name}，${day(was.deadline)}前答复`}</View>
                    <View>{`改为：${would.name}，${day(would.deadline)}前答复`}</View>
                  </>
                }
              />
            ))}
          </CellList>
        ) : (
          <Empty icon="check-circle" title="没有会不同的事项" note="规则仍可以保存，对以后报的事起作用。" />
        )}
      </View>
    </Sheet>
  );
}
