import catalogueFile from '@api/demo/source/categories.json';
import emergencyRules from '@api/demo/source/emergency.json';
import reports from '@api/demo/source/reports.train.json';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCategorySuggester, createEmergencyMatcher, type TrainingExample } from '../suggest';
import { crossValidate, judge, type Judged } from './cross-validate';
import emergencyCases from './emergency-cases.json';
import { judgeEmergencies } from './judge-emergencies';
import { calibration, shareOf, topShare, worstConfusions, type Share } from './metrics';

const FOLDS = 10;
const MUST = { top1: 0.7, top3: 0.92, emergencyPrecision: 0.9, emergencyRecall: 0.95 };

const catalogue = catalogueFile.categories;
const nameOf = new Map(catalogue.map(({ code, name }) => [code, name]));
const groupNames = new Map(catalogueFile.groups.map(({ code, name }) => [code, name]));

function percent(share: Share): string {
  const figure = (value: number) => `${(value * 100).toFixed(1)} %`;
  return `${figure(share.value)} (${share.hits}/${share.total}; 95 %: ${figure(share.low)} – ${figure(share.high)})`;
}

function reportOn(title: string, judged: readonly Judged[]): void {
  console.log(`\n## ${title}: ${judged.length} texts`);
  console.log(`top-1  ${percent(topShare(judged, 1))}`);
  console.log(`top-3  ${percent(topShare(judged, 3))}`);
  console.log(
    `silent ${percent(shareOf(judged.filter((j) => j.suggestions.length === 0).length, judged.length))}`,
  );
}

function reportGroups(judged: readonly Judged[]): void {
  console.log('\n### By group');
  for (const [code, name] of groupNames) {
    const own = judged.filter(({ category }) => category.startsWith(code));
    const cells = [1, 3].map(
      (rank) => `top-${rank} ${(topShare(own, rank).value * 100).toFixed(0).padStart(3)} %`,
    );
    console.log(`${code}  ${cells.join('  ')}  n=${String(own.length).padStart(3)}  ${name}`);
  }
}

function reportConfusions(judged: readonly Judged[]): void {
  console.log('\n### Worst confusions (right → answered)');
  for (const { right, answered, times, confidence, text } of worstConfusions(judged, 15)) {
    const label = (code: string) => `${code} ${nameOf.get(code) ?? ''}`;
    console.log(
      `${times}× ${label(right)} → ${label(answered)} (${confidence.toFixed(2)}) ${text.slice(0, 40)}`,
    );
  }
}

function reportCalibration(judged: readonly Judged[]): void {
  console.log('\n### Confidence shown and how often it was right');
  for (const band of calibration(judged)) {
    const shown = band.meanConfidence.toFixed(2);
    console.log(`shown ${shown}  right ${band.accuracy.toFixed(2)}  n=${band.answers}`);
  }
}

const started = performance.now();
const suggester = createCategorySuggester(catalogue, reports);
console.log(`Trained on ${reports.length} reports in ${(performance.now() - started).toFixed(0)} ms`);

const judged = crossValidate(catalogue, reports, FOLDS);
reportOn(`Stratified ${FOLDS}-fold cross-validation`, judged);
reportGroups(judged);
reportConfusions(judged);
reportCalibration(judged);

const heldOut = readFileSync(path.join(__dirname, 'held-out.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as TrainingExample);
const unseen = judge(suggester.suggest, heldOut);
reportOn('Held-out texts, written apart from the training set', unseen);
reportGroups(unseen);
reportCalibration(unseen);

const emergencies = judgeEmergencies(createEmergencyMatcher(emergencyRules), emergencyCases);
console.log(`\n## Emergency words: ${emergencyCases.length} cases`);
console.log(`precision     ${percent(emergencies.precision)}`);
console.log(`recall        ${percent(emergencies.recall)}`);
console.log(`right hotline ${percent(emergencies.rightHotline)}`);
for (const { text, expected, answered } of emergencies.wrong) {
  console.log(`${text}: should be ${expected ?? 'none'}, is ${answered ?? 'none'}`);
}

const missed = [
  ['top-1', topShare(judged, 1).value, MUST.top1],
  ['top-3', topShare(judged, 3).value, MUST.top3],
  ['held-out top-1', topShare(unseen, 1).value, MUST.top1],
  ['held-out top-3', topShare(unseen, 3).value, MUST.top3],
  ['emergency precision', emergencies.precision.value, MUST.emergencyPrecision],
  ['emergency recall', emergencies.recall.value, MUST.emergencyRecall],
].filter(([, value, must]) => Number(value) < Number(must));
for (const [what, value, must] of missed) console.error(`MISSED: ${what} is ${value}, must be ${must}`);
if (missed.length > 0) process.exitCode = 1;
