import { QueryClientProvider } from '@tanstack/react-query';
import { type PropsWithChildren, useEffect } from 'react';
import { queries, startClient } from './wire';

/** Mount once, around the app: the query cache, and sending what waits when there is network and somebody signed in. */
export function ClientProvider({ children }: PropsWithChildren) {
  useEffect(() => startClient(), []);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
