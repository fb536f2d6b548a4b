import { useState } from 'react';
import { copyText } from '@miniapp/platform/clipboard';
import { storage } from '@miniapp/platform/storage';
import { Button, Text, View, confirm, toast } from '@miniapp/ui';
import { draftKey } from '../hooks/use-action-draft';
import { readDraft, STAFF_ACTIONS, type StaffAction } from '../model/action-draft';

/** Words written for something that can no longer be done (a colleague was faster): shown until copied or dropped. */
export function LeftoverDrafts({ caseId, offered }: { caseId: string; offered: readonly StaffAction[] }) {
  const [dropped, setDropped] = useState<readonly StaffAction[]>([]);
  const left = STAFF_ACTIONS.filter(
    (action) => !offered.includes(action) && !dropped.includes(action),
  ).flatMap((action) => {
    const text = readDraft(storage.get(draftKey(caseId, action))).text.trim();
    return text ? [{ action, text }] : [];
  });

  const drop = async (action: StaffAction): Promise<void> => {
    if (!(await confirm({ title: '丢掉写好的内容？', text: '丢掉后找不回来。', yes: '丢掉', danger: true })))
      return;
    storage.remove(draftKey(caseId, action));
    setDropped((before) => [...before, action]);
  };
  const copy = async (text: string): Promise<void> => {
    if (await copyText(text)) toast.done('已复制');
    else toast.fail('没有复制成功，请长按选择文字');
  };

  return (
    <>
      {left.map(({ action, text }) => (
        <View key={action} className="leftover" role="group" label="没有提交的内容">
          <View className="lx-caption">您写了但没有提交的内容，这件事现在不需要它了：</View>
          <Text selectable>{text}</Text>
          <View className="lx-row">
            <Button size="small" kind="secondary" onPress={() => void copy(text)}>
              复制
            </Button>
            <Button size="small" kind="ghost" onPress={() => void drop(action)}>
              丢掉
            </Button>
          </View>
        </View>
      ))}
    </>
  );
}
