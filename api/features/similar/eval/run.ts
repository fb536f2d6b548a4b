import { evaluateDuplicates } from './metrics';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const { pairs, precision, recall, wrong } = evaluateDuplicates();
process.stdout.write(`${pairs} pairs: precision ${percent(precision)}, recall ${percent(recall)}\n`);
for (const [distanceM, category, ours, theirs, same] of wrong)
  process.stdout.write(`  ${same ? 'missed' : 'wrong '} ${distanceM} m, ${category}: ${ours} | ${theirs}\n`);
