import { parse } from '../storage-types';
import { type DevicePlace, type GetCurrentPlace } from './types';

/** Tests, and demonstrations far from the demo city, say where the device "is": {lng, lat, coordType?, accuracyM?}. */
const MOCK_KEY = 'lianxin.mock-location';

const mocked = (): DevicePlace | 'denied' | undefined => {
  const text =
    new URLSearchParams(window.location.search).get(MOCK_KEY) ?? window.localStorage.getItem(MOCK_KEY);
  if (text === null) return undefined;
  if (text === 'denied') return 'denied';
  const place = parse<Partial<DevicePlace>>(text);
  if (typeof place?.lng !== 'number' || typeof place.lat !== 'number') return undefined;
  return { coordType: 'wgs84', accuracyM: 10, ...place, lng: place.lng, lat: place.lat };
};

export const getCurrentPlace: GetCurrentPlace = () => {
  const mock = mocked();
  if (mock) return Promise.resolve(mock);
  if (!('geolocation' in navigator)) return Promise.resolve('unavailable');
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lng: coords.longitude,
          lat: coords.latitude,
          coordType: 'wgs84',
          accuracyM: coords.accuracy,
        }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 30_000 },
    );
  });
};

export type { DevicePlace, GetCurrentPlace } from './types';
