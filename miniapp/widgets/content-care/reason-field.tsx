import {
  MODERATION_REASON_NAMES,
  MODERATION_REASONS,
  type ModerationReason,
} from '@shared/moderation/reasons';
import { Choice, Field } from '@miniapp/ui';

export interface ReasonFieldProps {
  value: ModerationReason | undefined;
  onChange: (reason: ModerationReason) => void;
  error?: string;
}

/** Why something should not be public. */
export function ReasonField({ value, onChange, error }: ReasonFieldProps) {
  return (
    <Field label="原因" error={error} required group>
      <Choice
        value={value}
        onChange={onChange}
        options={MODERATION_REASONS.map((reason) => ({
          value: reason,
          text: MODERATION_REASON_NAMES[reason],
        }))}
      />
    </Field>
  );
}
