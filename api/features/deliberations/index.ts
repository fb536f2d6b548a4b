export type { BallotPort } from './ballot-port';
export { isTopicPhotoShown } from './create-topic';
export { findOrganised, findTopic, maySee, organises, residentOfScope } from './find-topic';
export { joinTopic } from './join-topic';
export { topicRoutes } from './routes';
export { runTopicClock } from './run-clock';
export { tellTopics } from './tell-topics';
export {
  createTopicIndexes,
  type StatementDoc,
  type StatementVoteDoc,
  statementsOf,
  statementVotesOf,
  type TopicDoc,
  topicsOf,
} from './topic.model';
