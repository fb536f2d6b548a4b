import { useState } from 'react';
import { getBallot, writeBallot } from '@shared/ballots/contract';
import { explainRules } from '@shared/ballots/explain';
import {
  BALLOT_KIND_NAMES,
  BALLOT_KINDS,
  BALLOT_MAJORITIES,
  BALLOT_MAJORITY_NAMES,
  BALLOT_TIE_NAMES,
  BALLOT_TIES,
  BALLOT_UNIT_NAMES,
  BALLOT_UNITS,
  OPTIONS_AT_MOST,
} from '@shared/ballots/rules';
import { type BallotView } from '@shared/ballots/schemas';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { ApiProblem, call, explain, putApi, useApi, useHasRole } from '@miniapp/client';
import { goBack, useQuery } from '@miniapp/platform/navigation';
import {
  Button,
  Card,
  CellList,
  Choice,
  confirm,
  Empty,
  Failure,
  Field,
  IconButton,
  Page,
  Skeleton,
  SwitchCell,
  TextInput,
  toast,
  View,
} from '@miniapp/ui';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { checkBallot, type Wrong, type WrittenBallot, writtenOf } from '../../model/draft';
import { RuleWords } from '../../components/rule-words';
import '../../ballots.scss';

const namesOf = <T extends string>(values: readonly T[], names: Record<T, string>) =>
  values.map((value) => ({ value, text: names[value] }));
const KINDS = namesOf(BALLOT_KINDS, BALLOT_KIND_NAMES);
const UNITS = namesOf(BALLOT_UNITS, BALLOT_UNIT_NAMES);
const MAJORITIES = namesOf(BALLOT_MAJORITIES, BALLOT_MAJORITY_NAMES);
const TIES = namesOf(BALLOT_TIES, BALLOT_TIE_NAMES);

/** `?id=` of a topic: its organisers write what will be voted on, and how. */
export default function BallotRulesPage() {
  const { id = '' } = useQuery();
  const organises = useHasRole(...TOPIC_ORGANISERS);
  const { data, error, refetch } = useApi(getBallot, { params: { id } });
  const none = error instanceof ApiProblem && error.status === 404;
  return (
    <Page title="拟定表决" width="form">
      {!organises ? (
        <Empty icon="lock" title="表决由网格中心拟定" note="有建议，可以在议题下面留言。" />
      ) : data && !data.mayWrite ? (
        <Empty icon="lock" title="不能再改了" note="表决开始以后，问题、选项和规则都不能改。" />
      ) : data || none ? (
        <Form id={id} ballot={data} />
      ) : error ? (
        <Failure message={explain(error)} onRetry={() => void refetch()} />
      ) : (
        <Skeleton kind="cards" rows={3} />
      )}
    </Page>
  );
}

function Form({ id, ballot }: { id: string; ballot: BallotView | undefined }) {
  const [initial] = useState<WrittenBallot>(() => writtenOf(ballot));
  const [written, setWritten] = useState(initial);
  useUnsaved(written !== initial);
  const [wrong, setWrong] = useState<Wrong>({});
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<WrittenBallot>) => setWritten((now) => ({ ...now, ...part }));
  const checked = checkBallot(written, ballot?.version ?? 0);

  const save = async (): Promise<void> => {
    if (!checked.draft) {
      setWrong(checked.wrong);
      sayMissing();
      return;
    }
    setWrong({});
    const sure = await confirm({
      title: '公布这个表决方案？',
      text: '大家马上能看到。表决开始前可以改，开始后不能改。',
      yes: '公布',
      no: '再看看',
    });
    if (!sure) return;
    setSaving(true);
    try {
      const params = { id };
      putApi(getBallot, { params }, await call(writeBallot, { params, body: checked.draft }));
      toast.done('已公布');
      await goBack();
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSaving(false);
    }
  };

  return (
    <View className="lx-stack">
      <Field label="表决的问题" error={wrong.question} required>
        <TextInput
          initial={written.question}
          maxLength={100}
          placeholder="如：充电棚建在哪里"
          onChange={(question) => change({ question })}
        />
      </Field>
      <Options written={written} wrong={wrong} change={change} />
      <Field label="投票方式" group>
        <Choice options={KINDS} value={written.kind} onChange={(kind) => change({ kind })} />
      </Field>
      {written.kind === 'multiple' ? (
        <>
          <Field label="每人最多选几项" error={wrong.choicesAtMost} required>
            <TextInput
              kind="number"
              initial={written.choicesAtMost}
              maxLength={2}
              onChange={(choicesAtMost) => change({ choicesAtMost })}
            />
          </Field>
          <Field label="最多通过几项" error={wrong.decidedAtMost} required>
            <TextInput
              kind="number"
              initial={written.decidedAtMost}
              maxLength={2}
              onChange={(decidedAtMost) => change({ decidedAtMost })}
            />
          </Field>
        </>
      ) : null}
      <Field label="一人一票还是一户一票" group>
        <Choice options={UNITS} value={written.unit} onChange={(unit) => change({ unit })} />
      </Field>
      <Field
        label="至少百分之几的人投票才有效"
        hint="按截止时核实过住处的人数或户数算；不限就填 0"
        error={wrong.quorumPercent}
        required
      >
        <TextInput
          kind="number"
          initial={written.quorumPercent}
          maxLength={3}
          onChange={(quorumPercent) => change({ quorumPercent })}
        />
      </Field>
      <Field label="怎样才算通过" group>
        <Choice
          layout="rows"
          options={MAJORITIES}
          value={written.majority}
          onChange={(majority) => change({ majority })}
        />
      </Field>
      {written.kind === 'approval' ? null : (
        <Field label="得票相同怎么办" group>
          <Choice layout="rows" options={TIES} value={written.tie} onChange={(tie) => change({ tie })} />
        </Field>
      )}
      {checked.draft ? (
        <Card title="居民看到的规则">
          <RuleWords words={explainRules(checked.draft)} />
        </Card>
      ) : null}
      <Button block icon="megaphone" loading={saving} onPress={() => void save()}>
        {ballot ? '保存修改' : '公布表决方案'}
      </Button>
    </View>
  );
}

function Options({
  written: { options },
  wrong,
  change,
}: {
  written: WrittenBallot;
  wrong: Wrong;
  change: (part: Partial<WrittenBallot>) => void;
}) {
  const set = (key: number, part: { text?: string; against?: boolean }) =>
    change({ options: options.map((option) => (option.key === key ? { ...option, ...part } : option)) });
  const add = () =>
    change({
      options: [
        ...options,
        { key: Math.max(...options.map(({ key }) => key)) + 1, text: '', against: false },
      ],
    });
  return (
    <Field label="选项" hint="「维持现状」的选项通过时，不用办理" error={wrong.options} required group>
      <View className="lx-stack">
        {options.map(({ key, text, against }, i) => (
          <Card key={key}>
            <View className="lx-stack">
              <View className="ballot-edit">
                <View className="lx-grow">
                  <Field label={`选项 ${i + 1}`} error={wrong[`options.${i}.text`]} required>
                    <TextInput
                      initial={text}
                      maxLength={60}
                      onChange={(words) => set(key, { text: words })}
                    />
                  </Field>
                </View>
                {options.length > 2 ? (
                  <IconButton
                    icon="trash"
                    label={`删去选项 ${i + 1}`}
                    onPress={() => change({ options: options.filter((option) => option.key !== key) })}
                  />
                ) : null}
              </View>
              <CellList label={`选项 ${i + 1} 的意思`}>
                <SwitchCell
                  title="这一项表示维持现状"
                  on={against}
                  onChange={(on) => set(key, { against: on })}
                />
              </CellList>
            </View>
          </Card>
        ))}
        {options.length < OPTIONS_AT_MOST ? (
          <Button kind="secondary" icon="plus" onPress={add}>
            加一个选项
          </Button>
        ) : null}
      </View>
    </Field>
  );
}
