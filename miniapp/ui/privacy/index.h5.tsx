/** Browsers ask themselves. */
export const PrivacyHost = () => null;
