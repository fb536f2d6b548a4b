import { type TeamWords } from '@shared/teams/admin-contract';
import { Button, Card, CellList, Field, SwitchCell, TextInput, View } from '@miniapp/ui';

type Member = TeamWords['members'][number];
const MEMBERS_AT_MOST = 40;
const BLANK: Member = { name: '', profession: '', duty: '', languages: ['普通话'], shown: false };

/** Who is in a team; nobody is shown to residents unless he said so. */
export function MembersEditor({
  value,
  onChange,
}: {
  value: readonly Member[];
  onChange: (members: Member[]) => void;
}) {
  const edit = (index: number, part: Partial<Member>) =>
    onChange(value.map((member, at) => (at === index ? { ...member, ...part } : member)));
  return (
    <View className="lx-stack">
      {value.map((member, index) => (
        // A member has no other identity than its place; taking one out redraws those behind it.
        <Card key={`${index}/${value.length}`} title={`第 ${index + 1} 位`}>
          <View className="lx-stack">
            <Field label="姓名" required>
              <TextInput initial={member.name} maxLength={20} onChange={(name) => edit(index, { name })} />
            </Field>
            <Field label="专业" required>
              <TextInput
                initial={member.profession}
                maxLength={10}
                placeholder="如：律师"
                onChange={(profession) => edit(index, { profession })}
              />
            </Field>
            <Field label="做什么" required>
              <TextInput
                initial={member.duty}
                maxLength={60}
                placeholder="如：解答劳动和借贷纠纷"
                onChange={(duty) => edit(index, { duty })}
              />
            </Field>
            <Field label="会说什么话" hint="用顿号隔开">
              <TextInput
                initial={member.languages.join('、')}
                maxLength={50}
                onChange={(words) =>
                  edit(index, { languages: words.split(/[、，,\s]+/).filter((word) => word !== '') })
                }
              />
            </Field>
            <CellList label="公开">
              <SwitchCell
                title="本人同意公开"
                note="没有同意的，居民看不到这个人"
                on={member.shown}
                onChange={(shown) => edit(index, { shown })}
              />
            </CellList>
            <Button
              kind="ghost"
              size="small"
              icon="trash"
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              {`去掉第 ${index + 1} 位`}
            </Button>
          </View>
        </Card>
      ))}
      {value.length < MEMBERS_AT_MOST ? (
        <Button kind="secondary" icon="plus" onPress={() => onChange([...value, BLANK])}>
          加一位成员
        </Button>
      ) : null}
    </View>
  );
}
