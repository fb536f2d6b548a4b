import { useRef, useState } from 'react';
import { updateMe } from '@shared/auth/contract';
import { type UserView } from '@shared/auth/schemas';
import { ApiProblem, call, explain, fileUrl, session, uploadFile } from '@miniapp/client';
import { Avatar, AvatarButton, Button, Field, NicknameInput, Sheet, toast, View } from '@miniapp/ui';

const MOST_LETTERS = 20;

/** Picture and name, both by one's own choice: nothing is taken from the WeChat account unasked. */
export function MyProfile({ user, onClose }: { user: UserView; onClose: () => void }) {
  const name = useRef(user.nickname);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const save = async (change: Parameters<typeof call<typeof updateMe>>[1]['body']): Promise<boolean> => {
    setBusy(true);
    setWrong(undefined);
    try {
      session.setUser(await call(updateMe, { body: change }));
      return true;
    } catch (error) {
      setWrong((error instanceof ApiProblem ? error.fieldError('nickname') : undefined) ?? explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const choose = async (path: string): Promise<void> => {
    try {
      const { id } = await uploadFile(path);
      if (await save({ avatarUploadId: id })) toast.done('头像已换好');
    } catch (error) {
      toast.fail(explain(error));
    }
  };
  const rename = async (): Promise<void> => {
    const nickname = name.current.trim();
    if (nickname === '') setWrong('请写一个昵称');
    else if (nickname === user.nickname || (await save({ nickname }))) onClose();
  };
  return (
    <Sheet
      open
      title="头像和昵称"
      onClose={onClose}
      footer={
        <Button block size="large" loading={busy} onPress={() => void rename()}>
          保存
        </Button>
      }
    >
      <View className="lx-stack">
        <View className="me__face">
          <AvatarButton
            label="换头像"
            onChosen={(path) => void choose(path)}
            onFailed={(error) => toast.fail(explain(error))}
          >
            <Avatar
              name={user.nickname}
              photo={user.avatarUrl ? fileUrl(user.avatarUrl) : undefined}
              size={88}
            />
          </AvatarButton>
          <View className="lx-small">点头像可以换。头像只有您自己看得到。</View>
          {user.avatarUrl ? (
            <Button
              kind="ghost"
              size="small"
              icon="trash"
              onPress={() => void save({ avatarUploadId: null })}
            >
              去掉头像
            </Button>
          ) : null}
        </View>
        <Field label="昵称" hint="办事的人看到的称呼，不必是真名" error={wrong}>
          <NicknameInput
            initial={user.nickname}
            maxLength={MOST_LETTERS}
            onChange={(text) => (name.current = text)}
          />
        </Field>
      </View>
    </Sheet>
  );
}
