import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type Role, STAFF_ROLES } from '@shared/auth/roles';
import { type UserView } from '@shared/auth/schemas';
import { type SessionState } from './create-session';
import { createPhotoList, type Photo, type PhotoList } from './photo-list';
import { type Submission } from './submission';
import { type VisitDraft } from './visit-box';
import { outbox, photoDeps, session, visitBox } from './wire';

/** A piece of the session; the page is drawn again when that piece changes. `useSession((s) => s.user)` */
export function useSession<T>(pick: (state: SessionState) => T): T {
  return useStore(session.state, pick);
}

export function useUser(): UserView | null {
  return useSession(({ user }) => user);
}

/** Whether the signed-in person holds one of these roles anywhere; by default any staff role. */
export function useHasRole(...roles: Role[]): boolean {
  const wanted: readonly Role[] = roles.length > 0 ? roles : STAFF_ROLES;
  return useSession(({ user }) => user?.roles.some(({ role }) => wanted.includes(role)) ?? false);
}

/** Drafts and unsent reports of this device, newest first. */
export function useOutbox(): Submission[] {
  return useStore(outbox.state);
}

/** Visits written on this device and not yet sent, newest first. */
export function useVisitDrafts(): VisitDraft[] {
  return useStore(visitBox.state);
}

/** Whether the device has no room for drafts and what waits. */
export function useOutboxFull(): boolean {
  return useStore(outbox.full);
}

/** The photos of a list as they are now (progress included). */
export function usePhotos(list: PhotoList): Photo[] {
  return useStore(list.state);
}

/** A photo list for one form that is not a draft, e.g. an after-photo; what is unfinished stops with the page. */
export function usePhotoList(): PhotoList {
  const [list] = useState(() => createPhotoList(photoDeps));
  useEffect(
    () => () =>
      list.state
        .getState()
        .filter(({ state }) => state !== 'done')
        .forEach(({ localId }) => list.remove(localId)),
    [list],
  );
  return list;
}
