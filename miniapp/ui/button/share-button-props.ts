export interface ShareButtonProps {
  children: string;
  /** H5; on weapp the button does it by itself. */
  onShare: () => void;
}
