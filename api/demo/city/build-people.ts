import { type AreaLevel, POST_FUNCTION_NAMES, type PostFunction } from '@shared/areas/levels';
import { PERSONAS } from '@shared/auth/schemas';
import type { AreaDoc, PostDoc } from '@api/features/areas';
import { newUser, type UserDoc } from '@api/features/auth';
import { maskPhone } from '@api/integrations/sms';
import type { FieldCrypto } from '@api/store/field-crypto';
import { DAY_MS } from '@shared/time/shanghai';
import { createRandom } from '../geometry';
import { gridFactsOf, HOME_GRID_CODE } from './build-areas';
import { createNames, type PersonName, residentNickname } from './person-names';
import { PERSONA_ENTRIES, type PersonaId } from './personas';
import { pick, stableId } from './pick';
import { dutiesOf, dutyOf, languagesFor, officeHoursOf } from './post-texts';
import { plannedTeam } from './team-plan';

export interface People {
  users: UserDoc[];
  posts: PostDoc[];
}

const KNOWN_SINCE_DAYS = 240;
/** Functions that work on cases and therefore sign in. */
const WORKING: readonly PostFunction[] = ['grid_worker', 'parttime_worker', 'grid_leader'];
const DISPATCHER_TITLES: Partial<Record<AreaLevel, string>> = {
  district: '区调度员',
  street: '街道调度员',
  community: '社区调度员',
};
/** In the personas' own grid these posts are theirs. */
const HELD_BY: Partial<Record<PostFunction, PersonaId>> = {
  grid_worker: 'grid-worker',
  grid_leader: 'grid-leader',
  volunteer: 'volunteer',
  party_member: 'party-member',
};

/** Everybody in a generated city: personas, residents in each grid, teams, and a dispatcher for every center. */
export function buildPeople(
  areas: readonly AreaDoc[],
  crypto: FieldCrypto,
  nowMs: number,
  residentsPerGrid = 5,
): People {
  const office = new Registry(crypto, nowMs - KNOWN_SINCE_DAYS * DAY_MS);
  for (const persona of PERSONAS) office.addPersona(persona);
  for (const area of areas) {
    if (area.level === 'grid') {
      office.staffGrid(area);
      for (let i = 0; i < residentsPerGrid; i += 1) office.addResident(area._id, i);
    } else if (DISPATCHER_TITLES[area.level]) office.addDispatcher(area, DISPATCHER_TITLES[area.level] ?? '');
  }
  return { users: office.users, posts: office.posts };
}

/** Hands out names and numbers, each once. */
class Registry {
  readonly users: UserDoc[] = [];
  readonly posts: PostDoc[] = [];
  private readonly nextName = createNames(7);
  private readonly draw = createRandom(11);
  private numbers = 0;

  constructor(
    private readonly crypto: FieldCrypto,
    private readonly sinceMs: number,
  ) {}

  addPersona(persona: PersonaId): void {
    const { nickname, ...entry } = PERSONA_ENTRIES[persona];
    this.addUser(stableId('persona', persona), nickname, { persona, ...entry });
  }

  addResident(gridCode: string, index: number): void {
    const nickname = residentNickname(this.nextName(), this.draw);
    const elder = this.draw() < 0.2;
    this.addUser(stableId('resident', gridCode, index), nickname, {
      homeGridCode: gridCode,
      preferences: { elder, language: '普通话' },
    });
  }

  /** The personas' own street and community have theirs. */
  addDispatcher(area: AreaDoc, title: string): void {
    if (area.level !== 'district' && HOME_GRID_CODE.startsWith(area._id)) return;
    const { full } = this.nextName();
    this.addUser(stableId('dispatcher', area._id), full, {
      roles: [{ role: 'resident' }, { role: 'dispatcher', areaCode: area._id }],
      staff: { name: full, title },
    });
  }

  staffGrid(grid: AreaDoc): void {
    const team = plannedTeam(gridFactsOf(grid), this.draw());
    const taken = new Set<PostFunction>();
    team.forEach((fn, index) => {
      const persona = grid._id === HOME_GRID_CODE && !taken.has(fn) ? HELD_BY[fn] : undefined;
      taken.add(fn);
      this.addPost(grid._id, fn, `P${grid._id}-${index + 1}`, this.nextName(), persona);
    });
  }

  private addPost(
    areaCode: string,
    fn: PostFunction,
    _id: string,
    drawn: PersonName,
    persona?: PersonaId,
  ): void {
    const name = persona ? PERSONA_ENTRIES[persona].nickname : drawn.full;
    const user = persona
      ? this.users.find((candidate) => candidate.persona === persona)
      : WORKING.includes(fn)
        ? this.addWorker(areaCode, fn, _id, name)
        : undefined;
    const phone = user ? null : this.nextPhone();
    this.posts.push({
      _id,
      areaCode,
      function: fn,
      userId: user?._id.toHexString() ?? null,
      name,
      avatarUrl: null,
      duties: pick(dutiesOf(fn), this.draw()),
      officeHours: pick(officeHoursOf(fn), this.draw()),
      languages: languagesFor(this.draw()),
      phoneMasked: user ? user.phoneMasked : maskPhone(phone ?? ''),
      phoneSealed: user ? user.phoneSealed : this.crypto.encrypt(phone ?? ''),
      active: true,
      // Those of the demo have all agreed to be seen.
      ...(fn === 'party_member' && { shown: true }),
      ...dutyOf(fn),
    });
  }

  private addWorker(areaCode: string, fn: PostFunction, postId: string, name: string): UserDoc {
    return this.addUser(stableId('post', postId), name, {
      roles: [{ role: 'resident' }, { role: 'grid_worker', areaCode }],
      staff: { name, title: POST_FUNCTION_NAMES[fn] },
    });
  }

  private addUser(_id: UserDoc['_id'], nickname: string, extra: Partial<UserDoc>): UserDoc {
    const phone = this.nextPhone();
    const user = newUser(nickname, this.sinceMs, {
      ...extra,
      _id,
      phoneSealed: this.crypto.encrypt(phone),
      phoneMasked: maskPhone(phone),
      phoneHash: this.crypto.blindIndex(`phone:${phone}`),
    });
    this.users.push(user);
    return user;
  }

  /** 199, then a number from 00010001 in order: a made-up block, so that a number in the demo is nobody's by intent. */
  private nextPhone(): string {
    this.numbers += 1;
    return `199${String(10_000 + this.numbers).padStart(8, '0')}`;
  }
}
