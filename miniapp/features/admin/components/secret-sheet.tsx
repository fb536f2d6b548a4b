import { copyText } from '@miniapp/platform/clipboard';
import { Banner, Button, Sheet, toast, View } from '@miniapp/ui';

/** Shows a new secret, the only time it can be seen. */
export function SecretSheet({ secret, onClose }: { secret: string; onClose: () => void }) {
  const copy = async (): Promise<void> => {
    if (await copyText(secret)) toast.done('已复制');
    else toast.fail('没有复制成功，请长按选中后复制');
  };
  return (
    <Sheet
      open
      title="签名密钥"
      onClose={onClose}
      footer={
        <Button block icon="document" onPress={() => void copy()}>
          复制密钥
        </Button>
      }
    >
      <View className="lx-stack">
        <Banner tone="warning">请现在交给对方保存。关闭后不能再看，只能换新的。</Banner>
        <View className="webhook-secret">{secret}</View>
      </View>
    </Sheet>
  );
}
