export { Avatar, AvatarRow } from './avatar';
export { Banner } from './banner';
export { BigEntry } from './big-entry';
export { Button, IconButton } from './button';
export { ShareButton } from './button/share-button';
export { AvatarButton } from './button/avatar-button';
export { PhoneButton } from './button/phone-button';
export { Card } from './card';
export { Cell, CellList } from './cell';
export { SwitchCell } from './cell/switch-cell';
export { Choice, type ChoiceOption, MultiChoice } from './choice';
export { Segmented } from './choice/segmented';
export { cx } from './cx';
export { confirm } from './dialog';
export { Field } from './field';
export { Icon } from './icon';
export { type IconName } from './icon/names';
export { Page } from './page';
export { type NavLink, setExtraLinks, setTabBadge } from './page/navigation';
export { PhotoPicker, type PickedPhoto } from './photo-picker';
export {
  Heading,
  Image,
  Landmark,
  List,
  ListItem,
  Range,
  Scroller,
  Tappable,
  Text,
  View,
} from './primitives';
export { Progress } from './progress';
export { Sheet } from './sheet';
export { Stars, StarsShown } from './stars';
export { Empty, Failure, State } from './state';
export { Skeleton } from './state/skeleton';
export { Steps } from './steps';
export { StatusTag, type StatusTone, Tag } from './tag';
export { Swipe } from './swipe';
export { NicknameInput, TextArea, TextInput } from './text-input';
export { isElderMode, setElderMode, useElderMode } from './theme';
export { Timeline, type TimelineItem } from './timeline';
export { toast } from './toast';
