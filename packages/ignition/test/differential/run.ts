import { compareMerges, compareTranslations } from "./compare-merge.ts";
import { compareReports, comparisons } from "./differential.ts";

// npm run differential [-- documents per spec [seed]]
const [countText = "20000", seedText = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const seed = Number(seedText);
console.log(`seed ${seed}`);
for (const [engine, version] of comparisons) {
  const started = performance.now();
  const { documents, accepted, entries, messages, exceptions } = compareReports(
    engine,
    version,
    Number(countText),
    seed,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `Ignition ${engine}, spec ${version}: ${documents} documents agree (${accepted} accepted, ${entries} entries, ` +
      `${messages.size} different messages) in ${seconds} s`,
  );
  for (const [name, times] of exceptions) console.log(`  ${times} × ${name}`);
}
for (const [engine, version] of comparisons) {
  const { accepted } = compareTranslations(version, engine, Number(countText) / 10, seed);
  console.log(
    `Ignition ${engine}: ${accepted} configs of spec ${version}, translated up to each newer one, are the same`,
  );
}
const { accepted, values } = compareMerges(Number(countText) / 10, seed);
console.log(`Ignition 2.27.0: ${accepted} merged pairs are the same, and so are the origins of their ${values} values`);
