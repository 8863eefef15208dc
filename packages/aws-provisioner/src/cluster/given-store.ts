import { methods, OptionError, optionProblems } from "@drydock/systemd/ground";
import { ProvisionError } from "../engine/error.ts";
import type { LedgerStore, Stored } from "../engine/ledger-store.ts";

const store = methods<LedgerStore>("a store with the methods get and put, and no promise of one", "get", "put");

/**
 * The store that a ledger of the caller's own has opened: of what it answers, only what a store may answer is
 * taken.
 *
 * @param where The function that was called.
 * @throws {OptionError} for what is no store; nothing was sent.
 * @throws {ProvisionError} `invalid-option`, of its methods, for an answer that is none.
 */
export function givenStore(where: string, opened: unknown): LedgerStore {
  const problems = optionProblems(store, opened);
  if (problems.length > 0) {
    const told = problems.map((problem) => ({ ...problem, path: "$.ledger.open()" }));
    throw new OptionError(where, told);
  }
  const given = opened as LedgerStore;
  return {
    async get(key) {
      const stored: unknown = await given.get(key);
      if (stored === undefined || isStored(stored)) return stored;
      throw refused("get", key, stored, "undefined where nothing stands there, or { text, version }, both texts");
    },
    async put(key, text, version) {
      const written: unknown = await given.put(key, text, version);
      if (written === undefined || isVersion(written)) return written;
      throw refused("put", key, written, "the new version, a text, or undefined where something else stands there");
    },
  };
}

function isStored(value: unknown): value is Stored {
  const { text, version, ageSeconds } = Object(value) as Readonly<Record<keyof Stored, unknown>>;
  const isAge = ageSeconds === undefined || (typeof ageSeconds === "number" && ageSeconds >= 0);
  return typeof text === "string" && isVersion(version) && isAge;
}

function isVersion(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function refused(method: keyof LedgerStore, key: string, answer: unknown, instead: string): ProvisionError {
  // Not its value: a whole record may be in it.
  const what = answer === null ? "null" : `a value of type ${typeof answer} that is none of a store's`;
  return new ProvisionError("invalid-option", `the ledger's ${method} of ${key} gave ${what}`, {
    hint: `Mend the ledger: it gives ${instead}. Whatever was made is found by its tags.`,
  });
}
