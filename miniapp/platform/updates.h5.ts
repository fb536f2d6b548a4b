import { registerShell } from './offline-shell';

/** The portal's newest version comes with the next opening; what was opened once opens without network, too. */
export const watchUpdates = (): void => registerShell();
