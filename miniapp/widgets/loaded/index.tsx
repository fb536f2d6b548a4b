import { type ComponentProps } from 'react';
import { explain, NetworkError } from '@miniapp/client';
import { State } from '@miniapp/ui';

const inWords = (error: unknown) => ({
  message: explain(error),
  offline: error instanceof NetworkError && error.reason === 'offline',
});

/** `State` for the client's queries: skeleton, failure in the API's own words with retry, empty, or the data. */
export function Loaded<Data>(props: Omit<ComponentProps<typeof State<Data>>, 'explain'>) {
  return <State<Data> {...props} explain={inWords} />;
}
