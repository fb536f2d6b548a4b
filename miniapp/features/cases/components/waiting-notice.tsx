import { useOutbox } from '@miniapp/client';
import { openPage, openTab } from '@miniapp/platform/navigation';
import { Button, Empty, Page } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/**
 * After 提交 without network. It stays where the form was, because without network no other page of the portal can be
 * fetched; it says so itself when the report has gone out.
 */
export function WaitingNotice({ id }: { id: string }) {
  const waiting = useOutbox().some((item) => item.id === id);
  return (
    <Page
      title="报事"
      width="form"
      actions={
        <>
          <Button kind="secondary" onPress={() => void openTab(routes.home)}>
            回首页
          </Button>
          <Button onPress={() => void openPage(routes.mine, { tab: waiting ? 'unsent' : 'reported' })}>
            看我的事
          </Button>
        </>
      }
    >
      {waiting ? (
        <Empty
          icon="clock"
          title="已经存好，等待发送"
          note="现在连不上网络。联网后会自动发送，不用再填一遍，关掉也不会丢。"
        />
      ) : (
        <Empty
          icon="check-circle"
          title="已经发出去了"
          note="网络恢复后已自动发送，在「我的事」里可以看进度。"
        />
      )}
    </Page>
  );
}
