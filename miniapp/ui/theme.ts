import { useSyncExternalStore } from 'react';
import { fontScale } from '../platform/font-scale';
import { storage } from '../platform/storage';
import { createStore } from './store';

const KEY = 'lianxin.elder-mode';
const chosen = createStore<boolean | undefined>(undefined);
let suggested: boolean | undefined;

/** 长辈版: the person's own choice; before one is made, on when the device's letters are set to 1.3 times or more. */
export const isElderMode = (): boolean =>
  chosen.get() ?? (suggested ??= storage.get<boolean>(KEY) ?? fontScale() >= 1.3);

export const setElderMode = (on: boolean): void => {
  storage.set(KEY, on);
  chosen.set(on);
};

/** The theme of every page; changes at once on all of them. */
export const useElderMode = (): boolean => useSyncExternalStore(chosen.subscribe, isElderMode, isElderMode);
