import { useState } from 'react';
import { Button, Field } from '@miniapp/ui';
import { useRuleNames } from '../hooks/use-rule-names';
import { CatalogueSheet } from './catalogue-sheet';

const NO_NAMES = {};

interface CategoryFieldProps {
  label: string;
  value: string;
  error?: string;
  onChange: (category: string) => void;
}

/** One category of the catalogue, chosen from its groups. */
export function CategoryField({ label, value, error, onChange }: CategoryFieldProps) {
  const { names, groups } = useRuleNames(NO_NAMES);
  const [open, setOpen] = useState(false);
  return (
    <Field label={label} error={error} required group>
      <Button kind="secondary" icon="filter" onPress={() => setOpen(true)}>
        {names.category(value)}
      </Button>
      <CatalogueSheet
        title={label}
        open={open}
        lines={groups.flatMap((group) =>
          group.categories.map(({ code, name }) => ({ value: code, name, note: group.name })),
        )}
        chosen={[value]}
        onPick={onChange}
        onClose={() => setOpen(false)}
      />
    </Field>
  );
}
