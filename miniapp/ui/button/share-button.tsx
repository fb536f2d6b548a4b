import { Button as TaroButton, Text } from '@tarojs/components';
import { Icon } from '../icon';
import { type ShareButtonProps } from './share-button-props';

/** WeChat lets a page be passed on only by its own kind of button. */
export function ShareButton({ children }: ShareButtonProps) {
  return (
    <TaroButton
      className="lx-tap lx-btn lx-btn--ghost lx-btn--small lx-btn--native"
      hoverClass="lx-tap--hover"
      openType="share"
    >
      <Icon name="share" />
      <Text>{children}</Text>
    </TaroButton>
  );
}
