import { type CaseView } from '@shared/cases/schemas';
import { copyText } from '@miniapp/platform/clipboard';
import { openTab, replacePage, useQuery } from '@miniapp/platform/navigation';
import { Button, Card, Icon, Page, Text, toast, View } from '@miniapp/ui';
import { whyHim } from '@miniapp/widgets/case-facts';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AssigneeBlock } from '../../components/assignee-block';
import { PromiseRows } from '../../components/promise-rows';
import { useCase } from '../../hooks/use-case';
import './index.scss';

/** After sending: the number, who has it, by when, and what happens next. `?id=` the case. */
export default function ReceiptPage() {
  const { id = '' } = useQuery();
  return (
    <Page
      title="报事回执"
      width="form"
      actions={
        <>
          <Button kind="secondary" block onPress={() => void openTab(routes.home)}>
            回首页
          </Button>
          <Button block onPress={() => void replacePage(routes.detail, { id })}>
            看进度
          </Button>
        </>
      }
    >
      <Loaded query={useCase(id)}>{(item) => <Receipt item={item} />}</Loaded>
    </Page>
  );
}

const NEXT = [
  '先受理，看清是什么事、归谁办',
  '到现场处理，办完给您答复',
  '另一位工作人员核实',
  '请您评价；不满意可以退回重办',
];

function Receipt({ item }: { item: CaseView }) {
  const copy = async () => {
    if (await copyText(item.number)) toast.done('编号已复制');
    else toast.fail('没有复制成功，请长按编号复制');
  };
  return (
    <>
      <View className="receipt-head" role="status">
        <View className="receipt-head__icon" hidden>
          <Icon name="check" size={36} />
        </View>
        <View className="receipt-head__title">
          <Text>收到了，谢谢您</Text>
        </View>
        <View className="lx-small">{item.plainStatus}</View>
      </View>
      <Card title="事项编号">
        <View className="lx-row lx-row--between">
          <Text className="receipt-number lx-num" selectable>
            {item.number}
          </Text>
          <Button kind="secondary" size="small" label={`复制编号 ${item.number}`} onPress={() => void copy()}>
            复制
          </Button>
        </View>
      </Card>
      <Card title="谁来办">
        <AssigneeBlock assignee={item.assignee} note={whyHim(item)} />
      </Card>
      <PromiseRows item={item} />
      <Card title="接下来">
        <View className="receipt-next">
          {NEXT.map((text, index) => (
            <View key={text} className="receipt-next__item">
              <View className="receipt-next__mark lx-num" hidden>
                <Text>{index + 1}</Text>
              </View>
              <Text>{text}</Text>
            </View>
          ))}
        </View>
      </Card>
    </>
  );
}
