import { useState } from 'react';
import { type Role } from '@shared/auth/roles';
import { useHasRole } from '@miniapp/client';
import { Page, Segmented, View } from '@miniapp/ui';
import { AreaField } from '@miniapp/widgets/area-field';
import { useOwnAreas } from '@miniapp/widgets/own-areas';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { PeopleImport } from '../../components/people-import';
import { PostList, VacancyList } from '../../components/people-lists';
import '../../admin.scss';

const KEEPERS: Role[] = ['admin', 'supervisor', 'dispatcher'];
type Part = 'posts' | 'vacancies' | 'import';

/** Who serves where: terms, weekly rosters, what each has in hand, where somebody is missing, and people from a sheet. */
export default function PeoplePage() {
  return (
    <Page title="人员与值班" width="form">
      <AdminOnly roles={KEEPERS} to={routes.adminPeople}>
        <People />
      </AdminOnly>
    </Page>
  );
}

function People() {
  const admin = useHasRole('admin');
  const own = useOwnAreas(KEEPERS);
  const [area, setArea] = useState<{ code: string; name: string }>();
  const [part, setPart] = useState<Part>('posts');
  const code = area?.code ?? own[0];
  return (
    <View className="lx-stack">
      <Segmented<Part>
        label="看什么"
        options={[
          { value: 'posts', text: '人员' },
          { value: 'vacancies', text: '缺员' },
          ...(admin ? [{ value: 'import' as const, text: '导入' }] : []),
        ]}
        value={part}
        onChange={setPart}
      />
      {part === 'import' ? (
        <PeopleImport />
      ) : (
        <>
          <AreaField value={area} onChange={setArea} roles={KEEPERS} verb="看" />
          {code === undefined ? null : part === 'posts' ? (
            <PostList key={code} area={code} />
          ) : (
            <VacancyList key={code} area={code} />
          )}
        </>
      )}
    </View>
  );
}
