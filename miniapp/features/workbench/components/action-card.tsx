import { useEffect, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { useUser } from '@miniapp/client';
import { Banner, Button, Card, Choice, View } from '@miniapp/ui';
import { type StaffAction } from '../model/action-draft';
import { servesGrid } from '../model/next-step';
import { isUsual, preferredOffer, staffOffers } from '../model/offers';
import { useCaseAct } from '../hooks/use-case-act';
import { focusWithin } from '../hooks/use-list-keys';
import { ActionForm } from './action-form';
import { LeftoverDrafts } from './leftover-drafts';

export interface ActionCardProps {
  view: CaseView;
  onChanged?: (view: CaseView) => void;
  /** Whose form is shown first, and entered: somebody pressed its key. */
  wanted?: StaffAction;
}

const IDLE: Partial<Record<CaseView['status'], string>> = {
  submitted: '等经办人受理，您现在不用做什么。',
  accepted: '等经办人接手，您现在不用做什么。',
  dispatched: '已派单，等对方接手。',
  handling: '经办人正在处理，您现在不用做什么。',
  replied: '等另一位同事核实：经办人不能核实自己的答复。',
  verified: '已核实，等居民评价。',
  closed: '这件事已办结。',
  declined: '这件事不予受理，已告诉居民原因。',
  merged: '已并入另一件事，在那里继续办理。',
};

/** A form for each thing the API offers this person to do now. Those once opened stay mounted, so that switching loses nothing. */
export function ActionCard({ view, onChanged, wanted }: ActionCardProps) {
  const roles = useUser()?.roles ?? [];
  const offers = staffOffers(view.actions);
  const [picked, setPicked] = useState(wanted);
  const [opened, setOpened] = useState<readonly StaffAction[]>([]);
  const [all, setAll] = useState(false);
  const act = useCaseAct(view.id);
  const preferred = preferredOffer(offers, servesGrid(view, roles));
  const chosen = offers.find(({ action }) => action === picked) ?? preferred;
  const { trouble } = act;
  const usual = offers.filter((offer) => isUsual(offer) || offer.action === chosen?.action);
  const shown = all ? offers : usual;
  const mounted = offers.filter(({ action }) => action === chosen?.action || opened.includes(action));
  const pick = (action: StaffAction) => {
    setPicked(action);
    // Also the one that was shown unpicked, or its words would go with it.
    setOpened((before) => [...new Set([...before, ...(chosen ? [chosen.action] : []), action])]);
  };

  useEffect(() => {
    if (wanted) focusWithin('.action-card__current');
  }, [wanted]);

  return (
    <Card title="办理" className="action-card">
      <View className="lx-stack">
        {trouble ? (
          <Banner tone={trouble.outdated ? 'warning' : 'danger'} urgent>
            {trouble.outdated
              ? `内容已被更新：${trouble.message}。上面已是最新内容，您写的还在。`
              : trouble.message}
          </Banner>
        ) : null}
        <LeftoverDrafts caseId={view.id} offered={offers.map(({ action }) => action)} />
        {shown.length > 1 || (all && shown.length > 0) ? (
          <Choice
            label="要做什么"
            options={shown.map(({ action, label }) => ({ value: action, text: label }))}
            value={chosen?.action}
            onChange={pick}
          />
        ) : null}
        {shown.length < offers.length ? (
          <Button kind="ghost" size="small" icon="more" onPress={() => setAll(true)}>
            {`更多操作（${offers.length - shown.length}）`}
          </Button>
        ) : null}
        {mounted.map(({ action, label }) => (
          <View
            key={action}
            className={action === chosen?.action ? 'action-card__current' : 'action-card__hidden'}
          >
            <ActionForm
              view={view}
              action={action}
              label={label}
              act={act}
              onDone={(next) => onChanged?.(next)}
            />
          </View>
        ))}
        {chosen ? null : <View className="lx-small">{IDLE[view.status] ?? '这件事不用再办理。'}</View>}
      </View>
    </Card>
  );
}
