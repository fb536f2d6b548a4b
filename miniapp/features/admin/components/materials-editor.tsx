import { type Material, MATERIALS_AT_MOST } from '@shared/services/catalogue';
import { Field, TextInput } from '@miniapp/ui';
import { ItemCards } from './item-cards';

const BLANK: Material = { name: '' };

interface MaterialsEditorProps {
  value: readonly Material[];
  onChange: (materials: Material[]) => void;
}

/** The materials of a service, one card each. */
export function MaterialsEditor({ value, onChange }: MaterialsEditorProps) {
  return (
    <ItemCards
      value={value}
      blank={BLANK}
      most={MATERIALS_AT_MOST}
      unit="份"
      add="加一份材料"
      onChange={onChange}
    >
      {(material, edit) => (
        <>
          <Field label="材料" required>
            <TextInput
              initial={material.name}
              maxLength={40}
              placeholder="如：本人身份证"
              onChange={(name) => edit({ name })}
            />
          </Field>
          <Field label="说明">
            <TextInput
              initial={material.note}
              maxLength={200}
              placeholder="如：原件，用完当场退回"
              onChange={(note) => edit({ note })}
            />
          </Field>
          <Field label="怎么拍">
            <TextInput
              initial={material.sample}
              maxLength={200}
              placeholder="如：正反面都拍清楚，四个角不要缺"
              onChange={(sample) => edit({ sample })}
            />
          </Field>
        </>
      )}
    </ItemCards>
  );
}
