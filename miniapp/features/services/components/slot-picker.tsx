import { useState } from 'react';
import { joinWait, listMyWaits, listSlots } from '@shared/services/contract';
import { type SlotView } from '@shared/services/views';
import { shanghaiDate, weekdayName } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApi } from '@miniapp/client';
import { Choice, confirm, Empty, Skeleton, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

export interface SlotPickerProps {
  serviceId: string;
  /** Chosen slot. */
  value: string | undefined;
  onChange: (slot: SlotView) => void;
}

const clock = (iso: string) => new Date(Date.parse(iso) + 8 * 3600_000).toISOString().slice(11, 16);
const dayOf = (iso: string) => shanghaiDate(Date.parse(iso));

function dayText(day: string, iso: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日 ${weekdayName(Date.parse(iso))}`;
}

const slotText = ({ startAt, left, mine }: SlotView) => {
  if (mine === 'held') return `${clock(startAt)} 给您留着`;
  if (mine === 'booked') return `${clock(startAt)} 您已约`;
  if (left > 0) return `${clock(startAt)} 余 ${left}`;
  return `${clock(startAt)} ${mine === 'waiting' ? '候补中' : '约满'}`;
};

/** First the day, then the time; what is full can be waited for. */
export function SlotPicker({ serviceId, value, onChange }: SlotPickerProps) {
  const query = useApi(listSlots, { params: { id: serviceId }, query: {} });
  const [day, setDay] = useState<string>();
  const choose = async (slot: SlotView) => {
    if (slot.left > 0 || slot.mine === 'held') {
      onChange(slot);
      return;
    }
    if (slot.mine) return;
    const wait = await confirm({
      title: '这个时段约满了',
      text: '要候补吗？有人退号，会按先后给您留 1 小时，并发消息告诉您，也能在“我的预约”里看到。',
      yes: '候补',
    });
    if (!wait) return;
    try {
      await call(joinWait, { params: { id: serviceId, slotId: slot.id } });
      await refreshApi(listSlots, listMyWaits);
      toast.done('已候补，有号就告诉您');
    } catch (error) {
      toast.fail(explain(error));
    }
  };
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton rows={2} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty icon="calendar" title="一周内没有可约的时段" note="请改用别的办理方式，或过几天再看" />}
    >
      {({ items, site }) => {
        const days = [...new Map(items.map(({ startAt }) => [dayOf(startAt), startAt]))];
        const chosen = items.find(({ id }) => id === value);
        const open = day ?? (chosen ? dayOf(chosen.startAt) : days[0]?.[0]);
        return (
          <View className="lx-stack">
            <View className="lx-small">{`在${site.name}办`}</View>
            <Choice
              label="哪一天"
              options={days.map(([date, iso]) => ({ value: date, text: dayText(date, iso) }))}
              value={open}
              onChange={setDay}
            />
            <Choice
              label="几点"
              options={items
                .filter(({ startAt }) => dayOf(startAt) === open)
                .map((slot) => ({ value: slot.id, text: slotText(slot) }))}
              value={value}
              onChange={(id) => {
                const slot = items.find((item) => item.id === id);
                if (slot) void choose(slot);
              }}
            />
          </View>
        );
      }}
    </Loaded>
  );
}
