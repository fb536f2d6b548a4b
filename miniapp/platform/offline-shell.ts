/**
 * Lets the portal open without network: `sw.js` (made by the build) keeps its files. Development builds have none, and
 * a browser without service workers simply needs a network.
 */
export function registerShell(): void {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // Private windows refuse; then it needs a network to open, as without service workers.
    void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
