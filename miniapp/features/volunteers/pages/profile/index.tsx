import { getVolunteer } from '@shared/volunteers/contract';
import { useApi, useUser } from '@miniapp/client';
import { Page, Skeleton } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { ProfileForm } from '../../components/profile-form';
import '../../volunteers.scss';

/** Registering as a volunteer, and changing what one registered. */
export default function ProfilePage() {
  const user = useUser();
  const query = useApi(getVolunteer, {}, { enabled: user !== null });
  return (
    <Page title="志愿者资料" width="form">
      <PeopleOnly to={routes.volunteerProfile} note="登录后就能注册志愿者。">
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
          {(me) => <ProfileForm key={`${me.state}-${me.version}`} me={me} />}
        </Loaded>
      </PeopleOnly>
    </Page>
  );
}
