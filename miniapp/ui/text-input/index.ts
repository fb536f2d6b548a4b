export { NicknameInput } from './nickname';
export { TextInput } from './single';
export { TextArea } from './text-area';
export type { TextAreaProps, TextInputProps } from './types';
