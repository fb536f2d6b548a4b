import { randomBytes } from 'node:crypto';
import { AppError, invalidField } from '@shared/core/errors';
import type { EditedService, ManagedServices } from '@shared/services/admin-contract';
import { serviceCatalogueSchema, type ServiceCatalogue, type ServiceItem } from '@shared/services/catalogue';
import { findSlot } from '@shared/services/slots';
import { calendarTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { applicationsOf } from './application.model';
import { currentVersion, loadServices, replaceServices } from './catalogue.model';
import { unknownCategories } from './import-services';
import { liveServices } from './live-services';

/** So many appointments to come are looked through after a change; one service of a city has no more. */
const TOLD_AT_MOST = 5000;

async function current(deps: Pick<Deps, 'db'>): Promise<ServiceCatalogue | null> {
  const version = await currentVersion(deps.db);
  return version === null ? null : loadServices(deps.db, version);
}

const present = (catalogue: ServiceCatalogue | null, told = 0): ManagedServices => ({
  version: catalogue?.version ?? null,
  lifeEvents: catalogue?.lifeEvents ?? [],
  items: catalogue?.services ?? [],
  told,
});

export const getServiceCatalogue = async (deps: Deps): Promise<ManagedServices> =>
  present(await current(deps));

/** Beside the versions that are imported; sorts by time. */
const versionName = (nowMs: number) =>
  `${new Date(nowMs).toISOString().slice(0, 19).replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;

/** Reads the catalogue that is edited. @throws AppError WRONG_STATE without one, VERSION_CONFLICT */
async function open(deps: Deps, base: string | null): Promise<ServiceCatalogue> {
  const catalogue = await current(deps);
  if (!catalogue) throw new AppError('WRONG_STATE', '还没有办事目录，请先导入一份');
  if (catalogue.version !== base)
    throw new AppError('VERSION_CONFLICT', undefined, { current: present(catalogue) });
  return catalogue;
}

/** Makes the edited items the current version, if nobody else was quicker. @throws AppError VERSION_CONFLICT, VALIDATION_FAILED */
async function store(
  deps: Deps,
  old: ServiceCatalogue,
  services: readonly ServiceItem[],
): Promise<ServiceCatalogue> {
  const parsed = serviceCatalogueSchema.safeParse({
    ...old,
    version: versionName(deps.clock()),
    services,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidField(['item', ...(issue?.path.slice(2) ?? [])].join('.'), issue?.message ?? '内容不正确');
  }
  if (!(await replaceServices(deps.db, parsed.data, old.version, deps.clock())))
    throw new AppError('VERSION_CONFLICT', undefined, { current: present(await current(deps)) });
  await liveServices(deps, true);
  return parsed.data;
}

/** @throws AppError VALIDATION_FAILED, WRONG_STATE, VERSION_CONFLICT */
export async function saveService(
  deps: Deps,
  id: string,
  { item, base }: { item: EditedService; base: string | null },
): Promise<ManagedServices> {
  if (item.id !== id) throw invalidField('item.id', '编号和地址里的不一样');
  const old = await open(deps, base);
  const before = old.services.find((other) => other.id === id);
  const [unknown] = await unknownCategories(deps, [item]);
  if (unknown) throw invalidField('item.category', unknown.message);
  const next: ServiceItem = { ...item, ...(before?.withdrawn && { withdrawn: before.withdrawn }) };
  const services = before
    ? old.services.map((other) => (other.id === id ? next : other))
    : [...old.services, next];
  const catalogue = await store(deps, old, services);
  const told = await tellBooked(deps, next, catalogue.version, (slotId) =>
    next.modes.includes('appointment') && findSlot(next, slotId, deps.calendar)
      ? null
      : '办理时间有调整，这个时段不再开放，请在「我的预约」里改期',
  );
  return present(catalogue, told);
}

async function setWithdrawn(
  deps: Deps,
  id: string,
  base: string | null,
  withdrawn: ServiceItem['withdrawn'],
): Promise<{ catalogue: ServiceCatalogue; item: ServiceItem }> {
  const old = await open(deps, base);
  const item = old.services.find((other) => other.id === id);
  if (!item) throw new AppError('NOT_FOUND', '没有这项服务');
  const { withdrawn: _former, ...rest } = item;
  const next: ServiceItem = { ...rest, ...(withdrawn && { withdrawn }) };
  const services = old.services.map((other) => (other.id === id ? next : other));
  return { catalogue: await store(deps, old, services), item: next };
}

/** @throws AppError NOT_FOUND, VERSION_CONFLICT */
export async function withdrawService(
  deps: Deps,
  id: string,
  { reason, base }: { reason: string; base: string | null },
): Promise<ManagedServices> {
  const at = new Date(deps.clock()).toISOString();
  const { catalogue, item } = await setWithdrawn(deps, id, base, { reason, at });
  const told = await tellBooked(
    deps,
    item,
    catalogue.version,
    () => `这项服务停办了：${reason}。已经约好的请先打办理点电话确认`,
  );
  return present(catalogue, told);
}

/** @throws AppError NOT_FOUND, VERSION_CONFLICT */
export async function restoreService(deps: Deps, id: string, base: string | null): Promise<ManagedServices> {
  return present((await setWithdrawn(deps, id, base, null)).catalogue);
}

/** Whoever has an appointment to come that this change touches, once per version. @returns how many */
async function tellBooked(
  deps: Deps,
  item: ServiceItem,
  version: string,
  wordsFor: (slotId: string) => string | null,
): Promise<number> {
  const nowMs = deps.clock();
  const booked = applicationsOf(deps.db).find(
    {
      'service.id': item.id,
      'appointment.state': 'booked',
      'appointment.startAt': { $gt: new Date(nowMs) },
    },
    { limit: TOLD_AT_MOST },
  );
  let told = 0;
  for await (const { _id, userId, appointment } of booked) {
    const words = appointment && wordsFor(appointment.slotId);
    if (!appointment || !words) continue;
    told += 1;
    await tellPeople(deps, [userId], {
      key: `service:${version}:${_id}`,
      kind: 'notice',
      title: '您的预约有变化',
      text: `「${item.name}」您约的 ${calendarTime(appointment.startAt.getTime(), nowMs)}：${words}`,
      caseId: _id,
    });
  }
  return told;
}
