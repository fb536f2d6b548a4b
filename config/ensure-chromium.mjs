// The browser tests drive a Chromium that the system provides: CHROMIUM_PATH, a usual place, or Debian's package.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium, installed through apt when there is none and we may. Null when there is none to be had. */
export function ensureChromium() {
  const found = PLACES.find((place) => place && existsSync(place));
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return null;
  console.log('installing chromium and a Chinese font through apt …');
  const apt = (...args) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
}
