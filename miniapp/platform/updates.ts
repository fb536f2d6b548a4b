import Taro from '@tarojs/taro';

/** A new version was fetched while the old one runs: it starts when the person says so, never under his fingers. */
export function watchUpdates(): void {
  if (typeof Taro.getUpdateManager !== 'function') return;
  const updates = Taro.getUpdateManager();
  updates.onUpdateReady(() => {
    void Taro.showModal({
      title: '有新版本',
      content: '新版本已经准备好。写了一半的内容已经保存，重新打开后还在。',
      confirmText: '现在更新',
      cancelText: '以后再说',
    }).then(({ confirm }) => {
      if (confirm) updates.applyUpdate();
    });
  });
}
