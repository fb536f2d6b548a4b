import { Button } from '.';
import { type ShareButtonProps } from './share-button-props';

export function ShareButton({ children, onShare }: ShareButtonProps) {
  return (
    <Button kind="ghost" size="small" icon="share" onPress={onShare}>
      {children}
    </Button>
  );
}
