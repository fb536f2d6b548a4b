/** Babel for Taro: our own sources only. What npm ships is lowered by esbuild when the output is minified. */
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        hot: false,
        targets: { ios: '12', chrome: '66' },
        ignoreBrowserslistConfig: true,
      },
    ],
  ],
};
