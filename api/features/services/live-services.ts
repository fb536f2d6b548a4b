import { pinyin } from 'pinyin-pro';
import { AppError } from '@shared/core/errors';
import type { ServiceCatalogue, ServiceItem } from '@shared/services/catalogue';
import type { Sounding } from '@shared/services/search';
import type { Deps } from '@api/deps';
import { currentVersion, loadServices } from './catalogue.model';

export interface LiveItem extends ServiceItem {
  groupName: string;
  sounding: Sounding;
}

/** The current catalogue of services, ready to be searched. */
export interface LiveServices {
  version: string | null;
  groups: { id: string; name: string; count: number }[];
  byId: ReadonlyMap<string, LiveItem>;
}

const CHECK_EVERY_MS = 3000;
const NONE: LiveServices = { version: null, groups: [], byId: new Map() };
const held = new WeakMap<object, { live: LiveServices; checkedAt: number }>();

/** Another process's import is noticed within three seconds. A city without a catalogue has no services. */
export async function liveServices(deps: Pick<Deps, 'db'>, fresh = false): Promise<LiveServices> {
  const now = performance.now();
  const known = held.get(deps.db);
  if (known && !fresh && now - known.checkedAt < CHECK_EVERY_MS) return known.live;
  const version = await currentVersion(deps.db);
  const same = known && known.live.version === version ? known.live : null;
  const catalogue = same || version === null ? null : await loadServices(deps.db, version);
  const live = same ?? (catalogue ? prepare(catalogue) : NONE);
  held.set(deps.db, { live, checkedAt: now });
  return live;
}

/** One that is to be had now. @throws AppError NOT_FOUND, WRONG_STATE when it is withdrawn */
export async function findOffered(deps: Pick<Deps, 'db'>, id: string): Promise<LiveItem> {
  const item = await findItem(deps, id);
  if (item.withdrawn) throw new AppError('WRONG_STATE', `这项服务停办了：${item.withdrawn.reason}`);
  return item;
}

/** Also one that is withdrawn: what was begun goes on. @throws AppError NOT_FOUND */
export async function findItem(deps: Pick<Deps, 'db'>, id: string): Promise<LiveItem> {
  const item = (await liveServices(deps)).byId.get(id);
  if (!item) throw new AppError('NOT_FOUND', '没有这项服务');
  return item;
}

function prepare({ version, lifeEvents, services }: ServiceCatalogue): LiveServices {
  const names = new Map(lifeEvents.map(({ id, name }) => [id, name]));
  const order = new Map(lifeEvents.map(({ id, order: rank }) => [id, rank]));
  const sorted = [...services].sort((a, b) => (order.get(a.lifeEvent) ?? 0) - (order.get(b.lifeEvent) ?? 0));
  return {
    version,
    groups: [...lifeEvents]
      .sort((a, b) => a.order - b.order)
      .map(({ id, name }) => ({
        id,
        name,
        count: services.filter((item) => item.lifeEvent === id && !item.withdrawn).length,
      }))
      .filter(({ count }) => count > 0),
    byId: new Map(
      sorted.map((item) => [
        item.id,
        { ...item, groupName: names.get(item.lifeEvent) ?? '', sounding: soundingOf(item) },
      ]),
    ),
  };
}

function soundingOf({ name, keywords, audience, materials, steps }: ServiceItem): Sounding {
  return {
    words: [name, ...keywords].map((text, at) => {
      const sounds = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
      return {
        text,
        syllables: sounds.join('').toLowerCase(),
        initials: sounds
          .map((sound) => sound.charAt(0))
          .join('')
          .toLowerCase(),
        isName: at === 0,
      };
    }),
    rest: [audience, ...materials.map((material) => material.name), ...steps].join(' '),
  };
}
