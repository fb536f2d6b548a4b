/** Where the device says it is. Degrees in `coordType`; `accuracyM` is the radius in metres it vouches for. */
export interface DevicePlace {
  lng: number;
  lat: number;
  coordType: 'wgs84' | 'gcj02';
  accuracyM: number;
}

/**
 * Asks the device once. `denied`: the person (or the browser) refuses, so offer choosing on the map instead;
 * `unavailable`: no fix within 8 s or no sensor, so offer another try.
 */
export type GetCurrentPlace = () => Promise<DevicePlace | 'denied' | 'unavailable'>;
