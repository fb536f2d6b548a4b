export type { BallotPort } from './ballot-port';
export { isTopicPhotoShown } from './create-topic';
export { findOrganised, findTopic, maySee, organises, residentOfScope } from './find-topic';
export { gatherDigests, nextGathering } from './gather-digests';
export { joinTopic } from './join-topic';
export { presentTopicPhotos } from './present-topic';
export { publicName, staffOf } from './public-name';
export { topicRoutes } from './routes';
export { runTopicClock } from './run-clock';
export { checkBelongs, checkPhase, isHere } from './standing';
export { tellTopics } from './tell-topics';
export {
  type CommentDoc,
  createTopicIndexes,
  type EvaluationDoc,
  type MeetingDoc,
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
export { writeTopic } from './write-topic';
