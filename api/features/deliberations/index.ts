export type { BallotPort } from './ballot-port';
export { isTopicPhotoShown } from './create-topic';
export { findOrganised, findTopic, maySee, organises, residentOfScope } from './find-topic';
export { joinTopic } from './join-topic';
export { publicName } from './public-name';
export { topicRoutes } from './routes';
export { runTopicClock } from './run-clock';
export { tellTopics } from './tell-topics';
export {
  type CommentDoc,
  createTopicIndexes,
  type EvaluationDoc,
  type ParticipantDoc,
  type SecondDoc,
  type StatementDoc,
  type StatementVoteDoc,
  statementsOf,
  statementVotesOf,
  type TopicDates,
  type TopicDoc,
  type TopicEvent,
  topicsOf,
} from './topic.model';
