/** Runs work under a name; a mini-program runs once on a phone, so nobody else can be at it. */
export const alone = <T>(_name: string, work: () => Promise<T>): Promise<T> => work();
