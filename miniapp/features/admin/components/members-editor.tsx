import { type TeamWords } from '@shared/teams/admin-contract';
import { CellList, Field, SwitchCell, TextInput } from '@miniapp/ui';
import { ItemCards } from './item-cards';

type Member = TeamWords['members'][number];
const MEMBERS_AT_MOST = 40;
const BLANK: Member = { name: '', profession: '', duty: '', languages: ['普通话'], shown: false };

interface MembersEditorProps {
  value: readonly Member[];
  onChange: (members: Member[]) => void;
}

/** Who is in a team; nobody is shown to residents unless he said so. */
export function MembersEditor({ value, onChange }: MembersEditorProps) {
  return (
    <ItemCards
      value={value}
      blank={BLANK}
      most={MEMBERS_AT_MOST}
      unit="位"
      add="加一位成员"
      onChange={onChange}
    >
      {(member, edit) => (
        <>
          <Field label="姓名" required>
            <TextInput initial={member.name} maxLength={20} onChange={(name) => edit({ name })} />
          </Field>
          <Field label="专业" required>
            <TextInput
              initial={member.profession}
              maxLength={10}
              placeholder="如：律师"
              onChange={(profession) => edit({ profession })}
            />
          </Field>
          <Field label="做什么" required>
            <TextInput
              initial={member.duty}
              maxLength={60}
              placeholder="如：解答劳动和借贷纠纷"
              onChange={(duty) => edit({ duty })}
            />
          </Field>
          <Field label="会说什么话" hint="用顿号隔开">
            <TextInput
              initial={member.languages.join('、')}
              maxLength={50}
              onChange={(words) =>
                edit({ languages: words.split(/[、，,\s]+/).filter((word) => word !== '') })
              }
            />
          </Field>
          <CellList label="公开">
            <SwitchCell
              title="本人同意公开"
              note="没有同意的，居民看不到这个人"
              on={member.shown}
              onChange={(shown) => edit({ shown })}
            />
          </CellList>
        </>
      )}
    </ItemCards>
  );
}
