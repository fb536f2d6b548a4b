const path = require('node:path');

const aria = {
  'aria-label': '',
  'aria-role': '',
  'aria-hidden': '',
  'aria-live': '',
  'aria-checked': '',
  'aria-disabled': '',
};
const components = { View: aria, Image: aria, Input: { 'aria-label': '' }, Textarea: { 'aria-label': '' } };

/**
 * Lets Taro pass aria-* on to WeChat (base library ≥ 2.7.1), which its templates leave out. The template learns the
 * attributes here, the runtime in miniapp/platform/aria-runtime.js: both must name the same ones, because Taro
 * addresses attributes by their place in the sorted list.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.platform !== 'weapp') return;
      platform.template.mergeComponents(ctx, components);
      platform.runtimePath = [
        platform.runtimePath,
        path.join(__dirname, '../miniapp/platform/aria-runtime.ts'),
      ].flat();
    },
  });
};
