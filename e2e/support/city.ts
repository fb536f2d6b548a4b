import { convertCoordinates } from '@shared/geo';
import { type AreaView, type LocateResult } from '@shared/areas/schemas';
import { type Session } from '@shared/auth/schemas';
import { type CaseView } from '@shared/cases/schemas';
import { type Standpoint } from './browser';

/** Talks to the API beside the browser: to look up what the demo city holds and to set a scene. */
export class City {
  constructor(private readonly url: string) {}

  async signIn(persona: string): Promise<Session> {
    return this.send<Session>('POST', '/auth/demo', undefined, { persona });
  }

  /** The grid a persona works in (15 digits), from the scope of the role. */
  async gridOf(persona: string): Promise<string> {
    const { user } = await this.signIn(persona);
    const code = user.roles.map((grant) => grant.areaCode ?? '').find((area) => area.length === 15);
    if (!code) throw new Error(`${persona} serves no grid`);
    return code;
  }

  /** A point well inside a grid (WGS-84): no other grid within 30 m. */
  async insideOf(gridCode: string): Promise<Standpoint> {
    const area = await this.send<AreaView>('GET', `/areas/${gridCode}?geometry=1&coordType=wgs84`);
    for (const point of candidates(area)) {
      const gcj = convertCoordinates(point, 'wgs84', 'gcj02');
      const found = await this.send<LocateResult>('GET', `/areas/locate?lng=${gcj.lng}&lat=${gcj.lat}`);
      if (found.grid?.code === gridCode && found.nearEdge === null) return point;
    }
    throw new Error(`no point of ${gridCode} lies 30 m from its edge`);
  }

  submit(session: Session, body: object): Promise<CaseView> {
    return this.send<CaseView>('POST', '/cases', session, body, { 'Idempotency-Key': crypto.randomUUID() });
  }

  act(session: Session, id: string, action: string, body: object = {}): Promise<CaseView> {
    return this.send<CaseView>('POST', `/cases/${id}/actions/${action}`, session, body);
  }

  read(session: Session | undefined, id: string): Promise<CaseView> {
    return this.send<CaseView>('GET', `/cases/${id}`, session);
  }

  async send<T>(
    method: string,
    path: string,
    session?: Session,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const ask = () =>
      fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: {
          ...headers,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(session ? { Authorization: `Bearer ${session.accessToken}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    // fetch keeps connections by port: one to a server that ended, whose port this one got, is reset unread.
    const answer = await ask().catch((error: Error) => {
      if ((error.cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNRESET') throw error;
      return ask();
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} → ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

/** The centre first, then a 9 × 9 lattice over the bounding box. */
function candidates(area: AreaView): Standpoint[] {
  const { geometry } = area;
  const rings = geometry
    ? geometry.type === 'Polygon'
      ? geometry.coordinates
      : geometry.coordinates.flat()
    : [];
  const points = rings.flat();
  const lngs = points.map((point) => point[0] as number);
  const lats = points.map((point) => point[1] as number);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const lattice = Array.from({ length: 81 }, (_, i) => ({
    lng: west + ((east - west) * ((i % 9) + 1)) / 10,
    lat: south + ((north - south) * (Math.floor(i / 9) + 1)) / 10,
  }));
  return [{ lng: area.centre.lng, lat: area.centre.lat }, ...lattice];
}
