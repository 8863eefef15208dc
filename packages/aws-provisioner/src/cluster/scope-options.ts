import type { S3 } from "@aws-sdk/client-s3";
import { oneOf, textLike, valueLike } from "@drydock/systemd/ground";
import { partitions } from "../aws/partition.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { StoredLedger } from "../engine/ledger-store.ts";

/** How the names of regions are written, in any partition. */
export const regionName = /^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d$/;

/** A region by its name. */
export const regionOption = textLike(regionName, "a region's name, such as us-west-2");

/** An account by its id. */
export const accountOption = textLike(/^\d{12}$/, "a 12-digit account id");

/** A partition by its name in ARNs. */
export const partitionOption = oneOf(...partitions);

/** Where applies are recorded. */
export const ledgerOption = valueLike<Ledger | StoredLedger<S3>>(isLedger, "a ledger, as s3Ledger() is");

function isLedger(value: unknown): boolean {
  const { open, read, write } = Object(value) as Readonly<Record<string, unknown>>;
  return typeof open === "function" || (typeof read === "function" && typeof write === "function");
}
