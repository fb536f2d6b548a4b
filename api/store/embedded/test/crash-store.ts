import { runCrashes } from './crash';

/** `npm run crash:store [rounds] [seed]`. */
const rounds = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() % 1e9);
console.log(`${rounds} kills, seed ${seed}`);
runCrashes(rounds, seed, (line) => console.log(line)).then(
  ({ writes, problems }) => {
    for (const problem of problems) console.error(problem);
    console.log(`${writes} acknowledged writes, ${problems.length} problems`);
    process.exit(problems.length || writes === 0 ? 1 : 0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
