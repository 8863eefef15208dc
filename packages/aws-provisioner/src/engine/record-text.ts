import { hexDigest } from "@drydock/systemd/ground";
import { ProvisionError } from "./error.ts";
import type { LedgerRecord } from "./ledger.ts";
import { compactFileOfRecord } from "./compact/compact-file.ts";
import { decodeJson } from "./from-outside/decode-json.ts";
import { limits } from "./from-outside/limits.ts";
import { refusal } from "./from-outside/problem.ts";
import type { PlanProblem } from "./saved-plan/problem.ts";
import { noField, slipProblems } from "./saved-plan/unknown-fields.ts";
import { asLedgerRecord, fieldsOfRecord } from "./saved-form.ts";

/** Longer ones are written compactly: shorter ones are read by releases that know no such form, too. */
const longestPlain = 2 ** 18;

/**
 * A record as the text of a file or object: JSON in one line, and in it, last, a digest of all the rest, by
 * which damage is told. In a large one everything that is equal stands once.
 *
 * @throws {ProvisionError} `invalid-option` for what could not be read again: no record, or too large a one.
 */
export function printRecord(record: LedgerRecord): string {
  const sound = asLedgerRecord(record, "this is no ledger record", "Nothing was written.");
  const plain = JSON.stringify(sound);
  const text = plain.length > longestPlain ? JSON.stringify(compactFileOfRecord(record)) : plain;
  const printed = `${text.slice(0, -1)},"digest":"${digestOf(text)}"}\n`;
  if (Buffer.byteLength(printed) <= limits.size) return printed;
  const told = `the record of ${record.cluster} would be larger than ${limits.size / 2 ** 20} MB`;
  throw new ProvisionError("invalid-option", told, { hint: "Nothing was written. Split the blueprint." });
}

/**
 * The record of such a text. Spaces and line ends do not matter. One without a digest, as those of earlier
 * releases are, is taken by its form alone, and has no fields but those that are known.
 *
 * @param hint What to do about one that is none.
 * @throws {ProvisionError} `invalid-option` with what is told, and everything that is wrong and where.
 */
export function parseRecord(bytes: Buffer, told: string, hint: string): LedgerRecord {
  const parsed = decodeJson(bytes);
  if ("problems" in parsed) throw refusal(told, parsed.problems, hint);
  const { digest, ...rest } = Object(parsed.value) as { readonly digest?: unknown };
  const record = asLedgerRecord(digest === undefined ? parsed.value : rest, told, hint);
  const problems = digest === undefined ? slips(record) : digestProblems(digest, JSON.stringify(rest));
  if (problems.length > 0) throw refusal(told, problems, hint);
  return record;
}

function slips(record: LedgerRecord): PlanProblem[] {
  const unknown = Object.keys(record).filter((field) => !fieldsOfRecord.includes(field));
  const planned = slipProblems(record.plan).map(({ path, message }) => ({ path: `plan.${path}`, message }));
  return [...unknown.map((path) => ({ path, message: noField(path, [...fieldsOfRecord, "digest"]) })), ...planned];
}

function digestProblems(digest: unknown, text: string): PlanProblem[] {
  if (digest === digestOf(text)) return [];
  return [{ path: "digest", message: "it is not that of the rest: something was changed since it was written" }];
}

function digestOf(text: string): string {
  return hexDigest("sha256", text).slice(0, 32);
}
