import { type ReactNode, useState } from 'react';
import { Card, Icon, type IconName, Tappable, Text, View } from '@miniapp/ui';
import './fold.scss';

export interface FoldProps {
  title: string;
  /** What holds while it stays folded. */
  summary?: string;
  icon?: IconName;
  children: ReactNode;
}

/** A card that stays closed until somebody wants it. */
export function Fold({ title, summary, icon, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <Card flush label={title}>
      <Tappable className="fold__head" expanded={open} onPress={() => setOpen(!open)}>
        {icon ? <Icon name={icon} /> : null}
        <View className="lx-grow">
          <View>
            <Text>{title}</Text>
          </View>
          {summary ? (
            <View className="lx-small">
              <Text>{summary}</Text>
            </View>
          ) : null}
        </View>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} />
      </Tappable>
      {open ? <View className="fold__body">{children}</View> : null}
    </Card>
  );
}
