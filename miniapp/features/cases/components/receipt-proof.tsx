import { type CaseView } from '@shared/cases/schemas';
import { copyText } from '@miniapp/platform/clipboard';
import { Button, Text, toast, View } from '@miniapp/ui';
import { Fold } from './fold';

/** The receipt's hash, folded: proof for whom ever wants it, no riddle for everybody else. */
export function ReceiptProof({ item }: { item: CaseView }) {
  const { number, eventHash } = item.receipt;
  const copy = async () => {
    if (await copyText(`${number} ${eventHash}`)) toast.done('凭证已复制');
    else toast.fail('没有复制成功，请长按文字复制');
  };
  return (
    <Fold title="提交凭证" icon="shield">
      <View className="lx-small">
        这串字符由您提交的内容算出来。内容只要被改动，它就对不上，可以用来证明您当时报了什么。
      </View>
      <Text className="case-proof__hash" selectable>
        {eventHash}
      </Text>
      <View>
        <Button kind="secondary" size="small" onPress={() => void copy()}>
          复制编号和凭证
        </Button>
      </View>
    </Fold>
  );
}
