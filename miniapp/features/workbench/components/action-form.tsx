import { useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { TRANSITIONS } from '@shared/cases/workflow';
import { hasBlank } from '@shared/templates/fill';
import { usePhotoList, useUser } from '@miniapp/client';
import { Button, View, confirm, toast } from '@miniapp/ui';
import { NumberNote } from '@miniapp/widgets/content-care';
import { type CaseAct } from '../hooks/use-case-act';
import { useActionDraft } from '../hooks/use-action-draft';
import { bodyOf, checkDraft, saidToAll, type FieldErrors, type StaffAction } from '../model/action-draft';
import { servesGrid } from '../model/next-step';

import { ActionFields } from './action-fields';

export interface ActionFormProps {
  view: CaseView;
  action: StaffAction;
  /** Words of the offer: 答复, 核实. */
  label: string;
  act: CaseAct;
  onDone: (view: CaseView) => void;
}

/** Buttons that say what they do without 提交 before it. */
const PLAIN: readonly StaffAction[] = [
  'takeUp',
  'dispatch',
  'return',
  'decline',
  'resume',
  'escalate',
  'hold',
  'extend',
  'merge',
  'unmerge',
  'supervise',
  'lift',
  'signOff',
  'answerRating',
  'appealRating',
  'decideAppeal',
];

const told = (action: StaffAction): string =>
  TRANSITIONS.find((row) => row.action === action)?.told ?? '已保存';

/** What must be asked before it is sent: words with a gap, or sending the case back. Null when nothing. */
function question(action: StaffAction, draft: { text: string; pass?: boolean }, view: CaseView) {
  if (hasBlank(draft.text)) {
    return {
      title: '还有没填的地方',
      text: '文字里的「……」还没有换成实际情况，就这样提交吗？',
      yes: '就这样提交',
    };
  }
  if (action === 'decline') {
    return {
      title: '确定不予受理？',
      text: '居民会看到您写的原因和说明。这件事就此结束，不能撤回。',
      yes: '不予受理',
      danger: true,
    };
  }
  if (action === 'merge') {
    return { title: '并入另一件？', text: '这一件不再单独办理，反映人会跟着另一件。', yes: '并案' };
  }
  if (action === 'decideAppeal') {
    return { title: '确定这样裁定？', text: '裁定和说明居民看得到，不能再改。', yes: '裁定' };
  }
  if (action === 'split') {
    return { title: '拆分给各部门？', text: '各部分马上派出去，不能再合起来。', yes: '拆分' };
  }
  if (action === 'escalate') {
    return { title: '上报上一级？', text: '上报后由上一级受理，您不再经办。', yes: '上报' };
  }
  if (action === 'dispatch' && view.status !== 'accepted') {
    return { title: '换一方办理？', text: '已经派给的一方将不再办理这件事。', yes: '重新派单' };
  }
  if (action === 'verify' && draft.pass === false) {
    return { title: '退回重办？', text: '经办人会看到您写的原因，并重新处理。', yes: '退回重办' };
  }
  return null;
}

/** The form of one action: its fields, checked before sending; what is wrong stands at its field. */
export function ActionForm({ view, action, label, act, onDone }: ActionFormProps) {
  const handle = useActionDraft(view.id, action);
  const photos = usePhotoList();
  const roles = useUser()?.roles ?? [];
  const [wrong, setWrong] = useState<FieldErrors>({});
  const [sending, setSending] = useState(false);
  const errors = { ...act.trouble?.fields, ...wrong };

  const submit = async (andTakeUp: boolean): Promise<void> => {
    const draft = handle.read();
    const found = checkDraft(action, draft, view, photos.state.getState().length);
    setWrong(found);
    act.clear();
    if (Object.keys(found).length > 0 || sending) return;
    const asked = question(action, draft, view);
    if (asked && !(await confirm(asked))) return;
    setSending(true);
    const next = await send(andTakeUp);
    setSending(false);
    if (!next) return;
    handle.clear();
    photos.state.getState().forEach(({ localId }) => photos.remove(localId));
    toast.done(told(action));
    onDone(next);
  };

  const send = async (andTakeUp: boolean): Promise<CaseView | undefined> => {
    let ids: string[];
    try {
      ids = await photos.settle();
    } catch {
      // The photo list shows at the photo itself what went wrong and offers another try.
      setWrong({ uploadIds: '有照片没传上去，请点照片重试或删掉它' });
      return undefined;
    }
    const done = await act.send(action, bodyOf(action, handle.read(), ids, view.version));
    return done && andTakeUp ? ((await act.send('takeUp', { version: done.version })) ?? done) : done;
  };

  const atOnce = action === 'accept' && servesGrid(view, roles);
  return (
    <View className="lx-stack">
      <ActionFields view={view} action={action} handle={handle} photos={photos} errors={errors} />
      {view.visibility === 'public' && saidToAll(action, handle.draft) ? (
        <NumberNote text={handle.draft.text} readers="反映人和工作人员" />
      ) : null}
      <View className="action-card__buttons">
        {atOnce ? (
          <Button loading={sending} onPress={() => void submit(true)}>
            受理并接手
          </Button>
        ) : null}
        <Button
          kind={atOnce ? 'secondary' : 'primary'}
          loading={sending && !atOnce}
          onPress={() => void submit(false)}
        >
          {action === 'accept' && atOnce ? '只受理' : PLAIN.includes(action) ? label : `提交${label}`}
        </Button>
      </View>
    </View>
  );
}
