import { choosePhotos } from '../../platform/media';
import { Tappable } from '../primitives';
import { type AvatarButtonProps } from './avatar-button-props';

export function AvatarButton({ children, label, onChosen, onFailed }: AvatarButtonProps) {
  const choose = async (): Promise<void> => {
    const [photo] = await choosePhotos(1);
    if (photo) onChosen(photo.path);
  };
  return (
    <Tappable className="lx-avatar-button" label={label} onPress={() => void choose().catch(onFailed)}>
      {children}
    </Tappable>
  );
}
