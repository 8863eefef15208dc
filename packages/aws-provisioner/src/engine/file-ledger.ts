import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ProvisionError } from "./error.ts";
import type { Ledger, LedgerRecord } from "./ledger.ts";
import { asLedgerRecord } from "./saved-form.ts";

/**
 * A ledger of one JSON file per cluster in a folder, `<account>/<region>/<cluster>.json`, which it makes when
 * it is not there. Each file is replaced whole, is on disk before `write` resolves, and is readable by its
 * owner alone.
 *
 * @throws {ProvisionError} `invalid-option` for what is no path of a folder, and on `read` when a file is no
 * record. Errors of the file system as they are.
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
  const pathOf = (...names: readonly string[]) => {
    const odd = names.find((name) => !/^[a-z0-9-]+$/.test(name));
    if (odd === undefined) return join(folder, ...names.slice(0, -1), `${names.at(-1)}.json`);
    // A name that is a path would lead out of the folder.
    throw new ProvisionError("invalid-option", `${JSON.stringify(odd)} is no name of a cluster`);
  };
  return {
    async read(cluster, place) {
      const path = pathOf(...(place === undefined ? [] : [await place.account(), place.region]), cluster);
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      return text === undefined ? undefined : parse(path, text);
    },
    async write(record) {
      const { account, region, cluster } = record;
      const path = pathOf(...(account === undefined || region === undefined ? [] : [account, region]), cluster);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.draft`;
      const file = await open(draft, "w", 0o600);
      try {
        await file.writeFile(`${JSON.stringify(record)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
  };
}

function isPath(folder: unknown): boolean {
  return typeof folder === "string" && folder !== "" && !folder.includes("\0");
}

function parse(path: string, text: string): LedgerRecord {
  const place = `${path} is not a ledger record`;
  const hint = "Nothing depends on it but an apply that was cut short: move the file away and plan again.";
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch (cause) {
    throw new ProvisionError("invalid-option", place, { cause, hint });
  }
  return asLedgerRecord(saved, place, hint);
}
