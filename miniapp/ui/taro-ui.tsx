// The only door to taro-ui. Imported one by one, so that neither its index nor its other components are bundled;
// their styles are in styles/taro-ui.scss. Only pieces that draw are used: its controls have no accessible name,
// and its sizes given in script go through Taro.pxTransform, so sizes come from the style sheet instead.
import { type ComponentType, type ReactNode } from 'react';
import ActivityIndicator from 'taro-ui/lib/components/activity-indicator';
import Avatar from 'taro-ui/lib/components/avatar';
import Badge from 'taro-ui/lib/components/badge';
import Progress from 'taro-ui/lib/components/progress';
import Tag from 'taro-ui/lib/components/tag';

// The published typings of taro-ui 3.3 import files the package does not hold; these are the props in use here.
const typed = <Props,>(component: unknown) => component as ComponentType<Props>;

export const AtActivityIndicator = typed<{ className?: string }>(ActivityIndicator);
export const AtAvatar = typed<{ className?: string; image?: string; text?: string; circle?: boolean }>(
  Avatar,
);
export const AtBadge = typed<{ className?: string; value?: number; dot?: boolean; children?: ReactNode }>(
  Badge,
);
export const AtProgress = typed<{ className?: string; percent: number; isHidePercent?: boolean }>(Progress);
export const AtTag = typed<{
  className?: string;
  size?: 'normal' | 'small';
  circle?: boolean;
  children?: ReactNode;
}>(Tag);
