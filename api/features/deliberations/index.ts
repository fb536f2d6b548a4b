export { findOrganised, findTopic, maySee, organises, residentOfScope } from './find-topic';
export { joinTopic } from './join-topic';
export {
  createTopicIndexes,
  type StatementDoc,
  type StatementVoteDoc,
  statementsOf,
  statementVotesOf,
  type TopicDoc,
  topicsOf,
} from './topic.model';
export type { BallotPort } from './ballot-port';
