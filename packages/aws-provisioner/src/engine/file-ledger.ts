import { resolve } from "node:path";
import { ProvisionError } from "./error.ts";
import { fileFailure } from "./files/file-failure.ts";
import { readRegular } from "./files/read-regular.ts";
import { recordPath } from "./files/record-path.ts";
import { replaceFile } from "./files/replace-file.ts";
import type { Ledger, LedgerRecord } from "./ledger.ts";
import { refusal } from "./from-outside/problem.ts";
import { parseRecord, printRecord } from "./record-text.ts";

/**
 * A ledger of one JSON file per cluster in a folder, `<account>/<region>/<cluster>.json`, which it makes when
 * it is not there. Each file is replaced whole, so that nobody ever reads half of one, is on disk before
 * `write` resolves, and is readable by its owner alone. Keep the folder where only those write who may apply.
 *
 * A record that was damaged or edited, or that lies where that of another cluster belongs, is refused:
 * nothing is lost when it is moved away, since whatever was made is found by its tags.
 *
 * @param folder Path of a folder of a local file system; a relative one is meant from where the process is
 * when this is called.
 * @throws {ProvisionError} `invalid-option` for what is no path of a folder, and on `read` when a file is no
 * record of that cluster; `ledger-failed` for what the file system refuses.
 *
 * @example
 * ```ts
 * import { mkdtemp } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { createNetwork, fileLedger } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const ledger = fileLedger(await mkdtemp(join(tmpdir(), "drydock-")));
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, ledger });
 * ```
 */
export function fileLedger(folder: string): Ledger {
  if (!isPath(folder)) {
    throw new ProvisionError("invalid-option", "fileLedger: no folder is given", {
      hint: 'Give the path of a folder for its files, such as "ledger"; it is made when it is not there.',
    });
  }
  const root = resolve(folder);
  return {
    async read(cluster, place) {
      const known = place && { account: await place.account(), region: place.region };
      const path = recordPath(root, cluster, known);
      const file = await readRegular(path).catch((error: unknown) => {
        throw fileFailure(error, "read", path);
      });
      if (file === undefined) return undefined;
      const told = `${path} is not a ledger record`;
      const hint = hintOf(path);
      if ("odd" in file) throw refusal(told, [{ path: "", message: file.odd }], hint);
      const record = parseRecord(file.bytes, told, hint);
      refuseStray(record, { cluster, ...known }, path);
      return record;
    },
    async write(record) {
      const { account, region, cluster } = record;
      const place = account === undefined || region === undefined ? undefined : { account, region };
      const path = recordPath(root, cluster, place);
      const text = printRecord(record);
      await replaceFile(path, text).catch((error: unknown) => {
        throw fileFailure(error, "write", path);
      });
    },
  };
}

function hintOf(path: string): string {
  return `Nothing is lost with it, since whatever was made is found by its tags: move ${path} away, and run again, a minute after a run that was cut short.`;
}

/** Refuses a record that lies where one of another cluster, account or region belongs. */
function refuseStray(record: LedgerRecord, place: Partial<LedgerRecord>, path: string): void {
  const problems = (["cluster", "account", "region"] as const).flatMap((field) => {
    const [said, meant] = [record[field], place[field]];
    if (said === undefined || meant === undefined || said === meant) return [];
    return [
      { path: field, message: `it says ${JSON.stringify(said)}, and lies where ${JSON.stringify(meant)} belongs` },
    ];
  });
  if (problems.length > 0) throw refusal(`${path} is the record of another cluster`, problems, hintOf(path));
}

function isPath(folder: unknown): boolean {
  return typeof folder === "string" && folder !== "" && !folder.includes("\0");
}
