import { TextInput } from './single';
import { type NicknameInputProps } from './types';

export function NicknameInput(props: NicknameInputProps) {
  return <TextInput {...props} />;
}
