#!/usr/bin/env node
// Recounts a published ballot and compares every figure: nothing of Lianxin's code is used, only Node ≥ 20.
//   node docs/recount-ballot.mjs https://…/api/v1/topics/<id>/result      or a file with that answer
// Says what it found and ends with 0 when all figures agree, 1 when one does not.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const source = process.argv[2] ?? '';
const text = /^https?:/.test(source) ? await (await fetch(source)).text() : await readFile(source, 'utf8');
const published = JSON.parse(text);
const { rules, ballots, eligible, topicId, question } = published;

// Canonical JSON: keys in order, no spaces.
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
          .join(',')}}`
      : JSON.stringify(value);
const sum = (items) => items.reduce((total, item) => total + item, 0);
const countOf = (test) => sum(ballots.filter(({ choices }) => test(choices)).map(({ count }) => count));
// Every ballot follows the rules.
const most = { single: 1, multiple: rules.choicesAtMost, approval: published.options.length }[rules.kind];
const known = published.options.map(({ id }) => id);
const allowed = ballots.every(
  ({ choices, count }) =>
    count > 0 &&
    choices.length <= most &&
    new Set(choices).size === choices.length &&
    choices.every((id) => known.includes(id)),
);

const cast = countOf(() => true);
const votes = Object.fromEntries(known.map((id) => [id, countOf((choices) => choices.includes(id))]));
const quorumNeeded = Math.ceil((eligible * rules.quorumPercent) / 100);
const quorumMet = cast > 0 && cast >= quorumNeeded;
const votesNeeded = {
  most: 1,
  half: Math.floor(cast / 2) + 1,
  twoThirds: Math.max(1, Math.ceil((cast * 2) / 3)),
}[rules.majority];
// Enough votes, then the places there are; who shares the last place open passes only when listing decides.
const ranked = known.filter((id) => votes[id] >= votesNeeded).sort((a, b) => votes[b] - votes[a]);
const places = { single: 1, multiple: rules.decidedAtMost, approval: known.length }[rules.kind];
const [last, next] = [ranked[places - 1], ranked[places]];
const isTie = next !== undefined && votes[last] === votes[next];
const first = ranked
  .slice(0, places)
  .filter((id) => !isTie || rules.tie === 'listed' || votes[id] !== votes[last]);
const decided = quorumMet ? known.filter((id) => first.includes(id)) : [];
const against = new Set(published.options.filter((option) => option.against).map(({ id }) => id));

const options = published.options.map(({ id, text: words, against: no }) => ({
  id,
  text: words,
  against: no,
}));
const hash = createHash('sha256')
  .update(canonical({ topicId, question, options, rules, eligible, ballots }))
  .digest('hex');
const found = {
  allowed: [true, allowed],
  cast: [published.cast, cast],
  abstained: [published.abstained, countOf((choices) => choices.length === 0)],
  ...Object.fromEntries(published.options.map(({ id, votes: said }) => [`votes ${id}`, [said, votes[id]]])),
  quorumNeeded: [published.quorumNeeded, quorumNeeded],
  quorumMet: [published.quorumMet, quorumMet],
  votesNeeded: [published.votesNeeded, votesNeeded],
  decided: [published.decided.join(), decided.join()],
  passed: [published.passed, decided.some((id) => !against.has(id))],
  hash: [published.hash, hash],
};
for (const [name, [said, counted]] of Object.entries(found))
  console.log(`${said === counted ? 'ok ' : 'NO '} ${name}: published ${said}, recounted ${counted}`);
process.exitCode = Object.values(found).every(([said, counted]) => said === counted) ? 0 : 1;
