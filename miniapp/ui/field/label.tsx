import { type ReactNode } from 'react';
import { View } from '../primitives';

export interface LabelProps {
  className?: string;
  htmlFor?: string;
  children: ReactNode;
}

/** weapp has no label element that reaches an Input by id across components: the control carries `ariaLabel`. */
export const Label = ({ className, children }: LabelProps) => <View className={className}>{children}</View>;
