import { type CaseView } from '@shared/cases/schemas';
import { type PhotoList } from '@miniapp/client';
import { Field, TextArea } from '@miniapp/ui';
import { type DraftHandle } from '../hooks/use-action-draft';
import { type FieldErrors, type StaffAction } from '../model/action-draft';

export interface ActionFieldsProps {
  view: CaseView;
  action: StaffAction;
  handle: DraftHandle;
  photos: PhotoList;
  errors: FieldErrors;
}

interface WordsProps extends Pick<ActionFieldsProps, 'handle' | 'errors'> {
  label: string;
  placeholder: string;
  optional?: boolean;
}

/** The words that go with an action. */
export function Words({ handle, errors, label, placeholder, optional }: WordsProps) {
  return (
    <Field label={label} error={errors.text} required={!optional} optional={optional}>
      <TextArea
        key={handle.generation}
        initial={handle.draft.text}
        maxLength={2000}
        placeholder={placeholder}
        onChange={(text) => handle.change({ text })}
      />
    </Field>
  );
}
