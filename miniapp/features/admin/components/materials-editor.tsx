import { type Material, MATERIALS_AT_MOST } from '@shared/services/catalogue';
import { Button, Card, Field, TextInput, View } from '@miniapp/ui';

/** The materials of a service, one card each. */
export function MaterialsEditor({
  value,
  onChange,
}: {
  value: readonly Material[];
  onChange: (materials: Material[]) => void;
}) {
  const edit = (index: number, part: Partial<Material>) =>
    onChange(value.map((material, at) => (at === index ? { ...material, ...part } : material)));
  return (
    <View className="lx-stack">
      {value.map((material, index) => (
        // A material has no other identity than its place; taking one out redraws those behind it.
        <Card key={`${index}/${value.length}`} title={`第 ${index + 1} 份`}>
          <View className="lx-stack">
            <Field label="材料" required>
              <TextInput
                initial={material.name}
                maxLength={40}
                placeholder="如：本人身份证"
                onChange={(name) => edit(index, { name })}
              />
            </Field>
            <Field label="说明">
              <TextInput
                initial={material.note}
                maxLength={200}
                placeholder="如：原件，用完当场退回"
                onChange={(note) => edit(index, { note })}
              />
            </Field>
            <Field label="怎么拍">
              <TextInput
                initial={material.sample}
                maxLength={200}
                placeholder="如：正反面都拍清楚，四个角不要缺"
                onChange={(sample) => edit(index, { sample })}
              />
            </Field>
            <Button
              kind="ghost"
              size="small"
              icon="trash"
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              {`去掉第 ${index + 1} 份`}
            </Button>
          </View>
        </Card>
      ))}
      {value.length < MATERIALS_AT_MOST ? (
        <Button kind="secondary" icon="plus" onPress={() => onChange([...value, { name: '' }])}>
          加一份材料
        </Button>
      ) : null}
    </View>
  );
}
