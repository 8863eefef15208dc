import { compareReports, comparisons } from "./differential.ts";

// npm run differential [-- documents per spec [seed]]
const [countText = "20000", seedText = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const seed = Number(seedText);
console.log(`seed ${seed}`);
for (const [engine, version] of comparisons) {
  const started = performance.now();
  const { documents, accepted, entries, messages, exceptions } = compareReports(engine, version, Number(countText), seed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `Ignition ${engine}, spec ${version}: ${documents} documents agree (${accepted} accepted, ${entries} entries, ` +
      `${messages.size} different messages) in ${seconds} s`,
  );
  for (const [name, times] of exceptions) console.log(`  ${times} × ${name}`);
}
