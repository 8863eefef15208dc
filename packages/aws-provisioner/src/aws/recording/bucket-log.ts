import { checkOptions } from "@drydock/systemd/ground";
import { ledgerBucket } from "../ledger/ledger-bucket.ts";
import { type S3LedgerOptions, s3LedgerOptions } from "../ledger/s3-ledger.ts";
import { s3Store } from "../ledger/s3-store.ts";
import type { FlightLog } from "./flight-log.ts";

/** Milliseconds from one object to the next: a run that is killed takes what came since with it. */
const pauses = { first: 2000, longest: 60_000 } as const;

/**
 * Keeps the log of calls in the bucket of `s3Ledger`, for runs whose machine is gone afterwards: those of CI.
 * Each run writes objects `logs/<cluster>/<time>-<random>/<part>.jsonl`, of which each is written once, the
 * first at once and the others two seconds to a minute apart. Joined in the order of their names they are the
 * log that `flightLog` would have written: `aws s3 cp --recursive` fetches them. The bucket is made where it
 * is not there, also by a plan, which then takes an apply's rights to it, and lets logs go after thirty days.
 *
 * Where it cannot be written, the run goes on without, and an event `unrecorded` says so once. A run waits
 * for its last object, for five seconds at most.
 *
 * @param options Those of the ledger, where that was given any. A bucket of one's own keeps logs for as long
 * as its own rules say.
 * @throws {OptionError} `invalid-option`.
 *
 * @example
 * ```ts
 * import { bucketLog, createNetwork } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "typical" });
 * await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, record: bucketLog() });
 * ```
 */
export function bucketLog(options: S3LedgerOptions = {}): FlightLog {
  checkOptions("bucketLog", s3LedgerOptions, options);
  return {
    begin({ cluster, region, at }, place) {
      const bucketOf = async () => ledgerBucket(await place.account(), region, options);
      const store = s3Store({ ...place, region, client: place.s3() }, bucketOf);
      const run = `${new Date(at).toISOString().replace(/[-:.]/g, "")}-${place.nonce().slice(0, 8)}`;
      let [part, pause] = [0, pauses.first as number];
      return {
        async write(lines) {
          const key = `logs/${cluster}/${run}/${String((part += 1)).padStart(6, "0")}.jsonl`;
          if ((await store.put(key, lines, undefined)) === undefined) throw new Error(`somebody else wrote ${key}`);
          await place.pause(pause);
          pause = Math.min(pause * 2, pauses.longest);
        },
      };
    },
  };
}
