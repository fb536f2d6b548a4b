/** WeChat notices are agreed to in the mini-program only. */
export const canSubscribe = false;

export const askToSubscribe = (_templateIds: string[]): Promise<string[]> => Promise.resolve([]);
