import { REPLY_RESULT_NAMES, REPLY_RESULTS } from '@shared/cases/action-bodies';
import { Choice, Field, View } from '@miniapp/ui';
import { UploadField } from '@miniapp/widgets/upload-field';
import { needsAfterPhoto } from '../model/action-draft';
import { type ActionFieldsProps, Words } from './action-words';
import { GrantFields, MergeFields, PlainWords, SignOffFields, UntilFields } from './exceptional-fields';
import { PlaceFields } from './place-fields';
import { RatingFields } from './rating-fields';
import { ReassignFields } from './reassign-fields';
import { CategoryField } from './category-field';
import { DispatchFields } from './dispatch-fields';
import { ReasonFields } from './reason-fields';
import { SplitFields } from './split-fields';
import { TemplateChips } from './template-chips';

const results = REPLY_RESULTS.map((value) => ({ value, text: REPLY_RESULT_NAMES[value] }));
const findings = [
  { value: 'pass', text: '办好了，通过', icon: 'check-circle' },
  { value: 'fail', text: '没办好，退回重办', icon: 'undo' },
] as const;
const audiences = [
  { value: 'public', text: '公开：居民看得到', icon: 'eye' },
  { value: 'internal', text: '内部：只有工作人员看得到', icon: 'lock' },
] as const;

export function ActionFields(props: ActionFieldsProps) {
  switch (props.action) {
    case 'accept':
      return (
        <CategoryField
          view={props.view}
          chosen={props.handle.draft.categoryCode}
          error={props.errors.categoryCode}
          onChange={(categoryCode) => props.handle.change({ categoryCode })}
        />
      );
    case 'takeUp':
      return <View className="lx-small">接手后由您办理，居民会看到您的职务和姓氏。</View>;
    case 'dispatch':
      return <DispatchFields {...props} />;
    case 'return':
    case 'decline':
      return <ReasonFields {...props} action={props.action} />;
    case 'progress':
      return <ProgressFields {...props} />;
    case 'reply':
      return <ReplyFields {...props} />;
    case 'verify':
      return <VerifyFields {...props} />;
    case 'grant':
      return <GrantFields {...props} />;
    case 'signOff':
      return <SignOffFields {...props} />;
    case 'resume':
      return <View className="lx-small">恢复办理后，答复的时间从现在接着算。</View>;
    case 'hold':
    case 'extend':
    case 'supervise':
      return <UntilFields {...props} action={props.action} />;
    case 'reassign':
      return <ReassignFields {...props} />;
    case 'split':
      return <SplitFields {...props} />;
    case 'recategorise':
      return (
        <>
          <CategoryField
            view={props.view}
            chosen={props.handle.draft.categoryCode}
            error={props.errors.categoryCode}
            onChange={(categoryCode) => props.handle.change({ categoryCode })}
          />
          <Words {...props} label="为什么改" placeholder="如：现场看是井盖松动，不是路面坑洼" />
        </>
      );
    case 'relocate':
      return <PlaceFields {...props} />;
    case 'merge':
      return <MergeFields {...props} />;
    case 'answerRating':
    case 'appealRating':
    case 'decideAppeal':
      return <RatingFields {...props} action={props.action} />;
    case 'escalate':
    case 'unmerge':
    case 'lift':
      return <PlainWords {...props} action={props.action} />;
  }
}

function ProgressFields(props: ActionFieldsProps) {
  const { handle, photos, errors } = props;
  return (
    <>
      <TemplateChips {...props} action="progress" />
      <Words {...props} label="进展" placeholder="做了什么，接下来怎么办" />
      <UploadField list={photos} label="照片（选填）" error={errors.uploadIds} />
      <Field label="给谁看" group>
        <Choice
          options={audiences}
          value={handle.draft.visibility}
          onChange={(visibility) => handle.change({ visibility })}
        />
      </Field>
    </>
  );
}

function ReplyFields(props: ActionFieldsProps) {
  const { view, handle, photos, errors } = props;
  const { result } = handle.draft;
  const proof = needsAfterPhoto(view, handle.draft);
  return (
    <>
      <Field label="处理结果" error={errors.result} required group>
        <Choice options={results} value={result} onChange={(value) => handle.change({ result: value })} />
      </Field>
      {result ? <TemplateChips {...props} action="reply" variant={result} /> : null}
      <Words {...props} label="答复居民" placeholder="用大白话说清楚：做了什么，结果怎样" />
      <UploadField
        list={photos}
        label={proof ? '处理后的照片' : '处理后的照片（选填）'}
        hint={proof ? '这类事项要有照片为证，最好和反映时同一个角度' : undefined}
        required={proof}
        error={errors.uploadIds}
      />
    </>
  );
}

function VerifyFields(props: ActionFieldsProps) {
  const { handle, photos, errors } = props;
  const { pass } = handle.draft;
  return (
    <>
      <Field label="核实结果" error={errors.pass} required group>
        <Choice
          options={findings}
          value={pass === undefined ? undefined : pass ? 'pass' : 'fail'}
          onChange={(value) => handle.change({ pass: value === 'pass' })}
        />
      </Field>
      {pass === undefined ? null : (
        <TemplateChips {...props} action="verify" variant={pass ? 'pass' : 'fail'} />
      )}
      <Words {...props} label="核实情况" placeholder="怎么核实的（现场、电话），看到了什么" />
      <UploadField list={photos} label="现场照片（选填）" error={errors.uploadIds} />
    </>
  );
}
