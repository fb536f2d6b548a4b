import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import { getContacts, locateArea } from '@shared/areas/contract';
import { type LocateResult } from '@shared/areas/schemas';
import { setHomeArea } from '@shared/auth/contract';
import { call, session, useApi, useSession } from '@miniapp/client';
import { type DevicePlace, getCurrentPlace } from '@miniapp/platform/location';
import { storage } from '@miniapp/platform/storage';

const KEY = 'lx.my-grid';
/** Set once the person has let the app see where the phone is; before that nobody is asked unbidden. */
const ALLOWED = 'lx.may-locate';

interface ChosenGrid {
  code: string;
  name: string;
}

interface Whereabouts {
  /** Chosen on this device by somebody not signed in. */
  chosen: ChosenGrid | null;
  place: DevicePlace | null;
  /** What the device's place belongs to. */
  located: LocateResult | null;
  state: 'idle' | 'locating' | 'found' | 'denied' | 'unavailable' | 'failed';
}

const useWhereabouts = create<Whereabouts>(() => ({
  chosen: storage.get<ChosenGrid>(KEY) ?? null,
  place: null,
  located: null,
  state: 'idle',
}));

/** Asks the device where it is and the API which grid that is. Never rejects: what came of it is in the state. */
export async function locateMe(): Promise<Whereabouts> {
  useWhereabouts.setState({ state: 'locating' });
  const place = await getCurrentPlace();
  if (typeof place === 'string') useWhereabouts.setState({ state: place });
  else {
    storage.set(ALLOWED, true);
    const { lng, lat, coordType } = place;
    const located = await call(locateArea, { query: { lng, lat, coordType } }).catch(() => null);
    useWhereabouts.setState({ place, located, state: located ? 'found' : 'failed' });
  }
  return useWhereabouts.getState();
}

/** Makes a grid mine: on the account when signed in, else on this device. */
export async function chooseGrid(grid: ChosenGrid): Promise<void> {
  if (session.state.getState().user) {
    session.setUser(await call(setHomeArea, { body: { gridCode: grid.code } }));
    return;
  }
  storage.set(KEY, grid);
  useWhereabouts.setState({ chosen: grid });
}

export interface MyGrid {
  code: string | null;
  /** Chosen by the person, not only where the phone happens to be. */
  chosen: boolean;
  how: string;
  state: Whereabouts['state'];
  place: DevicePlace | null;
  contacts: ReturnType<typeof useApi<typeof getContacts>>;
  locate: () => void;
}

/** The grid of the person in front of the screen: the account's, else the one chosen here, else where the phone is. */
export function useMyGrid(): MyGrid {
  const home = useSession(({ user }) => user?.homeArea ?? null);
  const { chosen, located, state, place } = useWhereabouts();
  const own = home ?? chosen;
  const code = own?.code ?? located?.grid?.code ?? null;
  const contacts = useApi(
    getContacts,
    { params: { code: code ?? '' } },
    { enabled: code !== null, keep: true },
  );
  const locate = useCallback(() => void locateMe(), []);
  useEffect(() => {
    if (useWhereabouts.getState().state === 'idle' && storage.get<boolean>(ALLOWED)) locate();
  }, [locate]);
  return {
    code,
    chosen: own !== null,
    how: own ? '我的网格' : '按您现在的位置找到',
    state,
    place,
    contacts,
    locate,
  };
}
