import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNetwork, fileLedger, type LedgerRecord, memoryLedger } from "../../src/index.ts";
import { isChange } from "./holds.ts";
import { launch, type Launcher, manifest } from "./launch.ts";
import { pier } from "./pier.ts";
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

function start(launcher: Launcher, environment: Readonly<Record<string, string>> = {}) {
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

/** What stands, by type and without order. */
function standing(): readonly string[] {
  return account.inventory().map(({ type }) => type);
}

/** What stands, and what was sent for it, when nobody disturbs anything. */
async function undisturbed() {
  const { connection, inventory, calls } = simulateAccount({ seed: 8, latency: "none" });
  await createNetwork("pier", pier, { ...connection, ledger: memoryLedger() });
  const changes = calls.filter(({ operation }) => isChange(operation)).map(({ operation }) => operation);
  return { types: inventory().map(({ type }) => type), changes: changes.toSorted() };
}

/** Another run of the same, in this process, to its end: whatever stands then was made once. */
async function goOn(): Promise<void> {
  const ledger = fileLedger(join(folder, "ledger"));
  await createNetwork("pier", pier, { ...account.connection, ledger });
  expect(record()).toMatchObject({ state: "closed" });
  expect(record()).not.toHaveProperty("interrupted");
  const whole = await undisturbed();
  expect(standing()).toEqual(whole.types);
  const changes = account.calls.filter(({ operation }) => isChange(operation)).map(({ operation }) => operation);
  expect(changes.toSorted()).toEqual(whole.changes);
}

describe.each(["node", "npm run", "pnpm run", "pnpm exec"] as const)("a script under %s", (launcher) => {
  it("is interrupted by Ctrl-C: it marks its record, finishes its call, ends by the signal, and can go on", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start(launcher);
    await Promise.all([run.line(/created elastic-ip/), run.meanwhile(held)]);
    // A terminal sends it to everybody; a runner may pass it on besides.
    process.kill(-run.top, "SIGINT");
    expect(await run.meanwhile(marked())).toEqual({ at: expect.stringMatching(/^\d{4}-.*Z$/), why: "SIGINT" });
    await run.line(/interrupted by SIGINT: .* calls in flight: creating vpc\/main$/m);
    release();
    expect(await run.ended).toBe(130);
    expect(served.changes).toEqual(["AllocateAddress", "CreateVpc"]);
    expect(run.text()).toMatch(
      /interrupted by SIGINT: 1 of 11 steps are done; begun and left as it is: vpc\/main; 9 not/,
    );
    expect(run.text()).not.toMatch(/went on/);
    await goOn();
  });
});

describe("a script", () => {
  it("under tsx is interrupted as well, or killed by tsx where it is too busy to say so; either can be gone on with", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start("tsx");
    await Promise.all([run.line(/created elastic-ip/), run.meanwhile(held)]);
    process.kill(-run.top, "SIGINT");
    // What has not told tsx within 60 ms that it has heard of the signal is killed.
    await run.meanwhile(marked()).catch(() => {});
    release();
    expect(await run.ended).toBe(130);
    expect(record()).toMatchObject({ state: "open" });
    await goOn();
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "is interrupted by %s as well, and a second run in a process of its own goes on",
    async (name, status) => {
      const { held, release } = served.hold("CreateNatGateway");
      const run = start("node");
      await run.meanwhile(held);
      process.kill(await run.pid, name);
      expect(await run.meanwhile(marked())).toMatchObject({ why: name });
      release();
      expect(await run.ended).toBe(status);
      const second = start("node");
      expect(await second.ended).toBe(0);
      expect(second.text()).toMatch(/^made vpc-[0-9a-f]{17}\nwent on$/m);
      await goOn();
    },
  );

  it("takes two signals within half a second for one press, and another one for the order to stop at once", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start("node");
    const pid = await run.pid;
    await run.meanwhile(held);
    process.kill(pid, "SIGINT");
    await run.line(/^SIGINT: finishing what is in flight\. Once more stops at once\.$/m);
    atPressTime(1499);
    process.kill(pid, "SIGINT");
    await run.line(/^pressed at 1499$/m);
    expect(run.text()).not.toMatch(/stopping/);
    atPressTime(1500);
    process.kill(pid, "SIGTERM");
    await run.line(/^SIGTERM: stopping at once\.$/m);
    // The answer never came.
    expect(await run.ended).toBe(130);
    expect(run.text()).toMatch(/^stopped at once by SIGTERM\nCalls in flight were cut short\./m);
    expect(served.changes).toEqual(["AllocateAddress", "CreateVpc"]);
    release();
    await goOn();
  });

  it("cuts short after its grace what nobody answers, and sends nothing more", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start("node", { GRACE: "1" });
    await run.meanwhile(held);
    process.kill(await run.pid, "SIGTERM");
    expect(await run.ended).toBe(143);
    expect(record().interrupted).toMatchObject({ why: "SIGTERM" });
    expect(run.text()).toMatch(/begun and left as it is: vpc\/main/);
    expect(served.changes).toEqual(["AllocateAddress", "CreateVpc"]);
    release();
    await goOn();
  });

  it("does not wait for what AWS has only accepted", async () => {
    await served.close();
    // No time passes here but by calls: what takes its time never comes.
    account = simulateAccount({ seed: 7, latency: "typical" });
    served = await serveAccount(account);
    const run = start("node");
    await run.line(/creating nat-gateway\/.*: waiting/);
    process.kill(await run.pid, "SIGINT");
    expect(await run.ended).toBe(130);
    expect(run.text()).toMatch(/begun and left as it is: .*nat-gateway/);
    await goOn();
  });

  it("goes on to its end when its terminal has gone", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start("node");
    await run.meanwhile(held);
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    release();
    expect(await run.ended).toBe(0);
    expect(record()).toMatchObject({ state: "closed" });
    expect(standing()).toEqual((await undisturbed()).types);
  });

  it("is interrupted by the end of its terminal, which nobody can be told of any more", async () => {
    const { held, release } = served.hold("CreateVpc");
    const run = start("node");
    const pid = await run.pid;
    await run.meanwhile(held);
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    process.kill(pid, "SIGHUP");
    await run.meanwhile(marked());
    release();
    expect(await run.ended).toBe(129);
    await goOn();
  });
});

describe.skipIf(!existsSync("/proc/self/environ"))(
  "a runner that ends by a SIGTERM that it passes on to nobody",
  () => {
    it.each(["npm run", "pnpm run"] as const)(
      "%s: the script notices, finishes its call, and ends",
      async (launcher) => {
        const { held, release } = served.hold("CreateVpc");
        const run = start(launcher);
        await run.meanwhile(held);
        process.kill(run.top, "SIGTERM");
        const name = launcher.replace(" run", "");
        await run.line(new RegExp(`^${name} has ended: finishing what is in flight\\.$`, "m"));
        expect(await run.meanwhile(marked())).toMatchObject({ why: `the end of ${name}` });
        release();
        // Its streams are closed when the last of all that it started is over.
        await run.ended;
        expect(run.text()).toMatch(/interrupted by the end of p?npm: 1 of 11 steps are done/);
        expect(served.changes).toEqual(["AllocateAddress", "CreateVpc"]);
        await goOn();
      },
    );
  },
);
