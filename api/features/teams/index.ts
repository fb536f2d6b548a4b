export { serviceTeamsOf } from './list-teams';
export { freePlaces } from './orders';
export { teamRoutes } from './routes';
export { createTeamIndexes, type TeamDoc, teamsOf } from './team.model';
