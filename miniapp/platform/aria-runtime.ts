import { mergeInternalComponents } from '@tarojs/shared';

// The other half of config/weapp-aria.cjs; the lists must be equal.
const aria = {
  'aria-label': '',
  'aria-role': '',
  'aria-hidden': '',
  'aria-live': '',
  'aria-checked': '',
  'aria-disabled': '',
};

mergeInternalComponents({
  View: aria,
  Image: aria,
  Input: { 'aria-label': '' },
  Textarea: { 'aria-label': '' },
});
