import { type PropsWithChildren, useEffect } from 'react';
import { ClientProvider } from './client';
import { privacyDesk } from './platform/privacy';
import { watchUpdates } from './platform/updates';
import { watchStaffLinks } from './staff-links';
import './app-styles';

export default function App({ children }: PropsWithChildren) {
  useEffect(watchStaffLinks, []);
  useEffect(() => privacyDesk.start(), []);
  useEffect(() => watchUpdates(), []);
  return <ClientProvider>{children}</ClientProvider>;
}
