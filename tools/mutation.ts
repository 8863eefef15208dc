/**
 * Measures by mutants what the tests hold: `npm run mutation -- [paths] [--tests glob]... [--sample n]
 * [--seed s]`. Without a path it measures every area of `tools/mutation/areas.ts`; with `--sample` a seeded
 * choice per folder.
 */
import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { acceptedSurvivors } from "./mutation/accepted-survivors.ts";
import { areas, type MutationArea } from "./mutation/areas.ts";
import { printMutationSurvey } from "./mutation/print-survey.ts";
import { runStryker } from "./mutation/run-stryker.ts";
import { staleSurvivors, surveyMutants } from "./mutation/survey.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
  },
});
const sample = values.sample === undefined ? undefined : Number(values.sample);
if (sample !== undefined && !(Number.isInteger(sample) && sample > 0)) {
  throw new Error(`--sample is a whole number of mutants; it is "${values.sample}".`);
}
if (sample !== undefined) console.log(`A sample of ${sample} mutants per folder, --seed ${values.seed}`);

const chosen = positionals.length === 0 ? areas.filter(({ folder }) => existsSync(folder)) : positionals.map(areaOf);
for (const { folder, files = "**/*.ts", tests } of chosen) {
  const mutate = statSync(folder).isDirectory() ? `${folder}/${files}` : folder;
  const outcomes = await runStryker({
    mutate: [mutate, "!**/*.{test,test-d,case,gen}.ts", "!**/{testing,test}/**"],
    tests: values.tests ?? tests,
    sample,
    seed: values.seed,
  });
  const own = acceptedSurvivors.filter(({ file }) => file === folder || file.startsWith(`${folder}/`));
  const survey = surveyMutants(outcomes, own);
  console.log(printMutationSurvey(folder, survey));
  const stale = sample === undefined ? staleSurvivors(survey, own) : [];
  for (const { file, line } of stale) console.log(`  stale     ${file}: nothing survives in "${line}"`);
  if (stale.length > 0) process.exitCode = 1;
}

/** The tests of the area that a path lies in, or those under the path itself. */
function areaOf(path: string): MutationArea {
  const folder = path.replace(/\/$/, "");
  const area = areas.find((one) => folder === one.folder || folder.startsWith(`${one.folder}/`));
  const beside = folder.endsWith(".ts") ? folder.replace(/[^/]+$/, "**/*.test.ts") : `${folder}/**/*.test.ts`;
  return { folder, tests: area?.tests ?? [beside] };
}
