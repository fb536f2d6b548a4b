export { isPrivateHost, OutboundFailure, postOutside } from './post-outside';
