import { Button as TaroButton } from '@tarojs/components';
import { type AvatarButtonProps } from './avatar-button-props';

/** WeChat's own chooser: the account's picture, the album or the camera; WeChat looks at it before we get it. */
export function AvatarButton({ children, label, onChosen }: AvatarButtonProps) {
  return (
    <TaroButton
      className="lx-tap lx-avatar-button lx-btn--native"
      hoverClass="lx-tap--hover"
      openType="chooseAvatar"
      onChooseAvatar={({ detail }) => onChosen((detail as { avatarUrl: string }).avatarUrl)}
      {...{ ariaLabel: label }}
    >
      {children}
    </TaroButton>
  );
}
