import { useState } from 'react';
import { addStatement, listStatements } from '@shared/deliberations/contribution-contract';
import { STATEMENT_LONGEST } from '@shared/deliberations/contributions';
import { numberWarning } from '@shared/text/redact';
import { call, newKey, refreshApi } from '@miniapp/client';
import { Button, Card, Field, TextArea, View } from '@miniapp/ui';
import { useAct } from '../hooks/use-act';

/** A statement of one's own: one thing, said so that others can agree or not. */
export function AddStatement({ topicId }: { topicId: string }) {
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const { busy, act } = useAct();
  const send = async () => {
    const input = { params: { id: topicId }, body: { text } };
    if (!(await act(() => call(addStatement, input, { idempotencyKey: key }), '已提出'))) return;
    setText('');
    setKey(newKey());
    await refreshApi(listStatements);
  };
  return (
    <Card title="提一条看法">
      <View className="lx-stack">
        <Field
          label="我的看法"
          hint={numberWarning(text) ?? `一条只说一件事，最多 ${STATEMENT_LONGEST} 个字；别人表态后不能再改`}
        >
          <TextArea
            key={key}
            rows={3}
            maxLength={STATEMENT_LONGEST}
            counter
            placeholder="如：充电桩应该装在楼外面"
            onChange={setText}
          />
        </Field>
        <Button
          kind="secondary"
          icon="plus"
          loading={busy}
          disabled={text.trim().length < 4}
          onPress={() => void send()}
        >
          提出
        </Button>
      </View>
    </Card>
  );
}
