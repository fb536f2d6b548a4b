import { type ReactNode } from 'react';

export interface AvatarButtonProps {
  /** What is shown: the face as it is now. */
  children: ReactNode;
  label: string;
  /** Temporary file (weapp) or object URL (H5) of the picture chosen. */
  onChosen: (path: string) => void;
  /** In words. */
  onFailed: (error: unknown) => void;
}
