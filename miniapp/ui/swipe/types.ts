import { type ReactNode } from 'react';

export interface SwipeProps {
  className?: string;
  /** Only ever a second way to what a button beside it does. */
  onSwipe: (way: 'left' | 'right') => void;
  children: ReactNode;
}
