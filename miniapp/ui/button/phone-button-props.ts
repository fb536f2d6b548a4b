export interface PhoneButtonProps {
  children: string;
  /** One-time code that the server changes into the number; good for five minutes. */
  onCode: (code: string) => void;
  /** The person said no, or WeChat cannot: in words, with what to do instead. */
  onRefused: (words: string) => void;
}
