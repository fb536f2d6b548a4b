import { type RouteQuery } from './navigation';

export type WriteAddress = (query: RouteQuery) => void;

/** A mini-program shows no address. */
export const writeAddress: WriteAddress = () => undefined;
