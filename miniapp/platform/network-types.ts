/** `weak`: WeChat measured a bad connection, or the browser names one slower than 3G. */
export type NetworkState = 'online' | 'weak' | 'offline';
