import { fileLedger } from "../src/engine/file-ledger.ts";

// Run as a process of its own: writes record after record into a folder, and tells of each that it has
// written.
const [folder = "", writer = "", count = "0"] = process.argv.slice(2);

const ledger = fileLedger(folder);
for (let at = 1; at <= Number(count); at++) {
  const notices = [{ severity: "info" as const, address: undefined, message: `${writer} ${at} `.repeat(10_000) }];
  const plan = { format: 1, cluster: "a", steps: [], unchanged: [], resources: [], tags: {}, notices } as const;
  await ledger.write({ format: 1, cluster: "a", operation: `${writer} ${at}`, state: "open", plan });
  process.stdout.write(`${at}\n`);
}
