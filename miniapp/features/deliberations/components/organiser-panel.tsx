import { useState } from 'react';
import { getTopic, listTopics, moveTopic } from '@shared/deliberations/contract';
import { isPhase } from '@shared/deliberations/phases';
import { type TopicView } from '@shared/deliberations/schemas';
import { calendarTime } from '@shared/time/shanghai';
import { call, putApi, refreshApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Choice, Field, Text, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useAct } from '../hooks/use-act';
import { CHOICES, datesFrom, type Lengths, USUAL } from '../model/plan';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { TaskSheet } from './task-sheet';

type Step = TopicView['steps'][number];

/** For who leads the topic: what may be done next, and what that still lacks. */
export function OrganiserPanel({ topic }: { topic: TopicView }) {
  const [step, setStep] = useState<Step | null>(null);
  const [tasking, setTasking] = useState(false);
  if (!topic.me.organiser) return null;
  return (
    <Card title="主持">
      <View className="lx-stack">
        {topic.steps.map((each) => (
          <View key={each.to} className="lx-stack">
            <Button
              kind={isPhase(each.to) ? 'primary' : 'secondary'}
              disabled={each.missing.length > 0}
              onPress={() => setStep(each)}
            >
              {each.label}
            </Button>
            {each.missing.length > 0 ? (
              <Text className="lx-caption">{`还不能：${each.missing.join('；')}`}</Text>
            ) : null}
          </View>
        ))}
        {topic.phase === 'execute' && topic.outcome === null ? (
          <Button kind="secondary" icon="plus" onPress={() => setTasking(true)}>
            交办一件事
          </Button>
        ) : null}
        {topic.outcome === null && topic.phase !== 'raise' && topic.phase !== 'set' ? (
          <Button
            kind="ghost"
            icon="calendar"
            onPress={() => void openPage(routes.topicPlan, { id: topic.id })}
          >
            改日期
          </Button>
        ) : null}
        <Button kind="ghost" icon="shield" onPress={() => void openPage(routes.topicCare, { id: topic.id })}>
          审核看法和留言
        </Button>
      </View>
      {step ? <StepSheet topic={topic} step={step} onClose={() => setStep(null)} /> : null}
      {tasking ? <TaskSheet topic={topic} onClose={() => setTasking(false)} /> : null}
    </Card>
  );
}

const PHASES = [
  ['discuss', '议事几天'],
  ['decide', '表决几天'],
  ['execute', '几天办完'],
  ['evaluate', '评价几天'],
] as const;

function StepSheet({ topic, step, onClose }: { topic: TopicView; step: Step; onClose: () => void }) {
  const [lengths, setLengths] = useState<Lengths>(USUAL);
  const [now] = useState(() => Date.now());
  const { busy, act } = useAct();
  const dates = datesFrom(lengths, now);
  const send = async (reason: string) => {
    const body = { to: step.to, reason, version: topic.version, ...(step.needsPlan && { plan: dates }) };
    const params = { id: topic.id };
    const sent = await act(async () => {
      putApi(getTopic, { params }, await call(moveTopic, { params, body }));
      await refreshApi(listTopics);
    }, '已告诉参与的人');
    if (sent) onClose();
  };
  return (
    <ReasonSheet
      label="理由"
      least={4}
      open
      title={step.label}
      hint="写进议题的经过，参与过的人都会收到"
      yes={step.label}
      busy={busy}
      danger={!isPhase(step.to)}
      onClose={onClose}
      onSend={(reason) => void send(reason)}
    >
      {step.needsPlan
        ? PHASES.map(([phase, name]) => (
            <Field
              key={phase}
              label={name}
              hint={`到 ${calendarTime(Date.parse(dates[`${phase}Until`]), now)}`}
              group
            >
              <Choice
                options={CHOICES[phase].map((days) => ({ value: String(days), text: `${days} 天` }))}
                value={String(lengths[phase])}
                onChange={(days) => setLengths({ ...lengths, [phase]: Number(days) })}
              />
            </Field>
          ))
        : null}
    </ReasonSheet>
  );
}
