export interface TextInputProps {
  /**
   * Text at first. The control is uncontrolled (a controlled one flickers and jumps the cursor on weapp, NervJS/taro
   * #13979, #13515): to put other words in, give it another `key`.
   */
  initial?: string;
  /** Every keystroke; keep it in a ref or a draft store. */
  onChange: (text: string) => void;
  /** When the person leaves the field. */
  onCommit?: (text: string) => void;
  /** Enter, or the keyboard's own button. */
  onEnter?: (text: string) => void;
  placeholder?: string;
  maxLength?: number;
  kind?: 'text' | 'tel' | 'number' | 'password' | 'search';
  /** Accessible name when no `Field` gives one. */
  label?: string;
  disabled?: boolean;
}

export interface TextAreaProps extends Omit<TextInputProps, 'kind' | 'onEnter'> {
  rows?: number;
  /** Shows how many of `maxLength` characters are used. */
  counter?: boolean;
}

export interface NicknameInputProps {
  initial?: string;
  maxLength?: number;
  onChange: (text: string) => void;
}
