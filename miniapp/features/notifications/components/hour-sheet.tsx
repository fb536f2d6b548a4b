import { Choice, Sheet } from '@miniapp/ui';
import { HOURS } from '../model/hours';

interface HourSheetProps {
  title: string;
  /** `HH:MM` */
  value: string;
  onChange: (value: string) => void;
  onClose: () => void;
}

/** The full hours of a day, to choose one. */
export function HourSheet({ title, value, onChange, onClose }: HourSheetProps) {
  return (
    <Sheet open title={title} onClose={onClose}>
      <Choice
        label={title}
        value={value}
        options={HOURS}
        onChange={(hour) => {
          onClose();
          onChange(hour);
        }}
      />
    </Sheet>
  );
}
