import { RESIDENCE_VERIFIERS } from '@shared/residence/schemas';
import { useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** For grid workers and desks: whoever is confirmed to live there may second and vote. */
export function VerifyLink() {
  const verifies = useHasRole(...RESIDENCE_VERIFIERS);
  if (!verifies) return null;
  return (
    <Cell
      icon="building"
      title="核实住处"
      note="居民申请的，核实一次，以后就能附议和表决"
      onPress={() => void openPage(routes.verifyResidence)}
    />
  );
}
