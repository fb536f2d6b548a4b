import { type PropsWithChildren, useEffect } from 'react';
import { ClientProvider } from './client';
import { watchStaffLinks } from './staff-links';
import './app-styles';

export default function App({ children }: PropsWithChildren) {
  useEffect(watchStaffLinks, []);
  return <ClientProvider>{children}</ClientProvider>;
}
