import { numberWarning } from '@shared/text/redact';
import { Banner } from '@miniapp/ui';

export interface NumberNoteProps {
  text: string;
  /** Who reads the number all the same. */
  readers?: string;
}

/** Tells who writes a public text that it holds a phone or identity number, as soon as it does. */
export function NumberNote({ text, readers = '办理的人' }: NumberNoteProps) {
  const warning = numberWarning(text);
  return warning ? (
    <Banner tone="warning" urgent>
      {`${warning}。${readers}仍能看到。`}
    </Banner>
  ) : null;
}
