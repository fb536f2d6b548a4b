import { Field, TextInput } from '@miniapp/ui';

/** What a form hands to its parts. */
export interface DraftPart<T> {
  draft: T;
  change: (part: Partial<T>) => void;
  errors: Partial<Record<keyof T, string>>;
}

type WordsOf<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

interface DraftWordsProps<T> {
  part: DraftPart<T>;
  field: WordsOf<T>;
  /** Says so when it may stay empty. */
  label: string;
  hint?: string;
  max: number;
  placeholder?: string;
}

/** One line of a draft, with what is wrong with it. */
export function DraftWords<T>({ part, field, label, hint, max, placeholder }: DraftWordsProps<T>) {
  const { draft, change, errors } = part;
  return (
    <Field label={label} hint={hint} error={errors[field]} required={!label.includes('选填')}>
      <TextInput
        initial={String(draft[field])}
        maxLength={max}
        placeholder={placeholder}
        onChange={(words) => change({ [field]: words } as unknown as Partial<T>)}
      />
    </Field>
  );
}
