import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LedgerRecord } from "../../src/index.ts";
import { launch, launchers, manifest } from "./launch.ts";
import { type ServedAccount, serveAccount } from "./serve-account.ts";

let folder: string;
let account: SimulatedAccount;
let served: ServedAccount;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "drydock-interrupts-"));
  writeFileSync(join(folder, "package.json"), manifest);
  atPressTime(1000);
  account = simulateAccount({ seed: 7, latency: "none" });
  served = await serveAccount(account);
});
afterEach(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(launcher: keyof typeof launchers, environment: Readonly<Record<string, string>> = {}) {
  return launch(launcher, folder, {
    ACCOUNT: served.url,
    LEDGER: join(folder, "ledger"),
    PRESSES: join(folder, "presses"),
    ...environment,
  });
}

/** Has the presses come at that time, in milliseconds. */
function atPressTime(milliseconds: number): void {
  writeFileSync(join(folder, "presses"), String(milliseconds));
}

/** The record of the run, which is on disk as soon as the run has begun. */
function record(): LedgerRecord {
  const ledger = join(folder, "ledger");
  const path = readdirSync(ledger, { recursive: true, encoding: "utf8" }).find((file) => file.endsWith(".json"));
  return JSON.parse(readFileSync(join(ledger, path ?? ""), "utf8")) as LedgerRecord;
}

/** Waits until the record says that the run was interrupted, however long that takes. */
async function marked(): Promise<NonNullable<LedgerRecord["interrupted"]>> {
  for (;;) {
    const { interrupted } = record();
    if (interrupted !== undefined) return interrupted;
    await pass(5);
  }
}

/** What one run that nobody disturbs makes, and sends. */
let whole: { readonly types: readonly string[]; readonly changes: readonly string[] };

function types(): string[] {
  return account.inventory().map(({ type }) => type);
}

describe("a script", () => {
  it("that nobody disturbs makes everything, and goes on after it", async () => {
    const run = start("node");
    expect(await run.ended).toBe(0);
    expect(run.text()).toMatch(/^made vpc-[0-9a-f]{17}\nwent on$/m);
    console.log(run.text(), served.changes, types());
  });
});
