import type { Deps } from '@api/deps';
import { bumpAreasRevision } from '@api/features/areas';
import { importCategories, liveCatalogue } from '@api/features/categories';
import { importServices } from '@api/features/services';
import { createWorld } from '../cases/world';
import { writeCases } from '../cases/write-cases';
import { buildAreas } from '../city/build-areas';
import { buildBallots } from '../city/build-ballots';
import { buildNotices } from '../city/build-notices';
import { buildPeople } from '../city/build-people';
import { buildRoutingRules } from '../city/build-routing-rules';
import { buildTopics, COMMUNITY_CODE } from '../city/build-topics';
import { buildStations } from '../city/build-stations';
import { buildTeams } from '../city/build-teams';
import { buildTemplates } from '../city/build-templates';
import { buildVisits } from '../city/build-visits';
import { buildVolunteers } from '../city/build-volunteers';
import { drawPhotos } from '../photos/draw-photos';
import categories from '../source/categories.json';
import services from '../source/services.json';
import { claimSeeding, markReady, type SeededCollection } from './demo-marker';
import { insertBulk } from './insert-bulk';

/**
 * Writes the demo city when it is not there: areas, teams, residents, personas, the catalogue of categories, and what
 * happened in the last 90 days. What an interrupted run left is cleared first; afterwards a start costs one read. Run by
 * one process, before it serves.
 */
export async function seedDemoCity(deps: Deps): Promise<void> {
  const { db, log } = deps;
  const claim = await claimSeeding(db);
  if (claim === 'foreign')
    log.warn('the database holds areas that are not the demo city; no demo data written');
  if (claim !== 'go') return;
  const startedMs = performance.now();
  const nowMs = deps.clock();
  const drawing = drawPhotos(deps.storage);
  await importCategories(deps, categories, false);
  await importServices(deps, services, false);
  const areas = buildAreas();
  const { users, posts } = buildPeople(areas, deps.fieldCrypto, nowMs);
  const catalogue = await liveCatalogue(deps);
  const world = createWorld({ areas, users, posts, catalogue, calendar: deps.calendar });
  const { cases, events, ratings, uploads, counters } = await writeCases(world, await drawing, nowMs);
  const templates = buildTemplates(nowMs);
  const notices = buildNotices(nowMs);
  const carried = cases.find(
    ({ open, visibility, areaPath }) => open && visibility === 'public' && areaPath.includes(COMMUNITY_CODE),
  );
  const deliberation = buildTopics(
    users,
    carried ? { caseId: carried._id.toHexString(), text: '清理荒地，平整地面' } : null,
    deps.fieldCrypto,
    nowMs,
  );
  const teams = buildTeams();
  const visits = buildVisits(posts, deps.fieldCrypto, nowMs);
  const routingRuleSets = buildRoutingRules(nowMs);
  const lives = { caseEvents: events, caseRatings: ratings, cases };
  // By name, so that nothing is written which an interrupted run would not clear.
  const collections: Record<SeededCollection, readonly object[]> = {
    ...{ areas, users, posts, templates, notices, teams, visits, routingRuleSets, uploads, counters },
    areaStations: buildStations(areas, nowMs),
    ...buildVolunteers(deps.fieldCrypto, nowMs),
    ...lives,
    ...deliberation,
    ...buildBallots(deliberation, deps.fieldCrypto, nowMs),
  };
  for (const [name, docs] of Object.entries(collections)) await insertBulk(db, name, docs);
  await bumpAreasRevision(db);
  await markReady(db);
  const ms = Math.round(performance.now() - startedMs);
  log.info({ areas: areas.length, people: users.length, cases: cases.length, ms }, 'demo city written');
}
