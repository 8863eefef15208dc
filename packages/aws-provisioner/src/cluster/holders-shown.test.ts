import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { killed } from "../../../../tools/torture/killed.ts";
import type { RunEvent } from "../engine/event.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import type { Beat } from "../engine/lease/beat.ts";
import type { LedgerStore } from "../engine/ledger-store.ts";
import { memoryStore } from "../engine/memory-store.ts";
import { printEvent } from "../engine/print-event.ts";
import { printPlan } from "../engine/print-plan.ts";
import { parseRecord, printRecord } from "../engine/record-text.ts";
import { createCluster } from "./create-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";
import { thisProcess } from "./this-process.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "single", endpoints: [] }) });

afterEach(() => vi.unstubAllEnvs());

/** A ledger of which can be told what was ever written to it, with the means to write into it by hand. */
function open() {
  const store = memoryStore();
  const texts = new Map<string, string>();
  const kept: LedgerStore = {
    get: (key) => store.get(key),
    async put(key, text, version) {
      const written = await store.put(key, text, version);
      if (written !== undefined) texts.set(key, `${texts.get(key) ?? ""}${text}`);
      return written;
    },
  };
  const rewrite = async (prefix: string, by: (text: string) => string) => {
    for (const key of texts.keys()) {
      const stored = key.startsWith(prefix) ? await store.get(key) : undefined;
      if (stored !== undefined) await store.put(key, by(stored.text), stored.version);
    }
  };
  const records = (by: (record: LedgerRecord) => LedgerRecord) =>
    rewrite("records/", (text) => printRecord(by(parseRecord(Buffer.from(text), "no record", ""))));
  const beats = (by: (beat: Beat) => Beat) =>
    rewrite("leases/", (text) => JSON.stringify(by(JSON.parse(text) as Beat)));
  const all = () => [...texts.values()].join("\n");
  return { ledger: { open: () => kept } as NonNullable<ApplyOptions["ledger"]>, records, beats, all };
}

/** A run that stands still, long before it is taken for dead. */
async function heldBy() {
  const account = simulateAccount({ seed: "held", latency: "typical" });
  const { ledger, ...hands } = open();
  const options: ApplyOptions = { ...account.connection, ledger };
  const dead = killed(account, options, { boundary: 5, way: "unanswered" }, (by) => createCluster(site, by).result);
  expect(await dead.isKilled()).toBe(true);
  return { account, options, ...hands };
}

/** What whoever meets it is shown: by an event, by a refusal, and by a plan. */
async function shownOf(options: ApplyOptions): Promise<readonly string[]> {
  const refused = await createCluster(site, { ...options, lock: "refuse" }).result.then(
    () => "nobody refused it",
    ({ message }: Error) => message,
  );
  const plan = printPlan(await planCluster(site, options));
  const events: RunEvent[] = [];
  const run = createCluster(site, options);
  for await (const event of run) events.push(event);
  await run;
  const lines = events.flatMap((event) => printEvent(event) ?? []).filter((line) => line.includes("another run"));
  return [refused, plan, ...lines];
}

/** Everything that a terminal acts on, but for the ends of our own lines. */
const acting = /[^\P{Cc}\n]/u;

describe("a run that holds a cluster is shown", () => {
  it("without what a terminal acts on, whatever its record says", async () => {
    const { options, records, beats } = await heldBy();
    const who = "\u001b]0;owned\u0007ada\nlocked: nobody";
    const evil = { who, host: "\u001b[2Jbuild-7\u009b31m", since: "\u001b[1A", ci: "https://ci/\u001b[8m5" };
    const holder = { id: "a", pid: 1, ...evil };
    await records((record) => ({ ...record, holder: { ...holder, id: record.holder?.id ?? "a" } }));
    await beats((beat) => ({
      ...beat,
      doing: "\u001b[2Kcreating\r",
      holder: { ...holder, id: beat.holder?.id ?? "a" },
    }));
    const shown = await shownOf(options);
    expect(shown).toHaveLength(3);
    expect(shown.filter((text) => acting.test(text))).toEqual([]);
    for (const text of shown) expect(text).toContain("ada locked: nobody on  [2Jbuild-7 31m (process ");
  });

  it("with the words of who interrupted it in one line", async () => {
    const { options, records } = await heldBy();
    const interrupted = { at: "2026-11-28T20:31:00Z", why: "SIG\u001b[2J\nTERM" };
    await records(({ holder: _, ...record }) => ({ ...record, interrupted }));
    const { notices } = await planCluster(site, options);
    const told = notices.map(({ message }) => message);
    expect(told).toContainEqual(expect.stringContaining("was interrupted by SIG [2J TERM at 2026"));
  });

  it.each([
    ["CI_JOB_URL", "https://me:hunter2@ci.example/job/5?token=hunter2#hunter2", "https://ci.example/job/5"],
    ["BUILD_URL", "https://hunter2@ci.example/job/5", "https://ci.example/job/5"],
    ["CIRCLE_BUILD_URL", "https://me:hun%2Fter2@hunter2@ci.example/5", "https://ci.example/5"],
    ["GITHUB_SERVER_URL", "https://me:hunter2@git.example", "https://git.example/ours/site/actions/runs/5"],
  ])("by the address of its CI job without the password in %s", async (variable, address, told) => {
    for (const name of ["CI_JOB_URL", "BUILD_URL", "CIRCLE_BUILD_URL", "GITHUB_SERVER_URL"])
      vi.stubEnv(name, undefined);
    vi.stubEnv("GITHUB_REPOSITORY", "ours/site");
    vi.stubEnv("GITHUB_RUN_ID", "5");
    vi.stubEnv(variable, address);
    const { options, all } = await heldBy();
    vi.unstubAllEnvs();
    const shown = await shownOf(options);
    expect(all()).toContain(`"ci":"${told}"`);
    for (const text of [all(), ...shown]) expect(text).not.toMatch(/hunter2|hun%2Fter2/);
    for (const text of shown) expect(text).toContain(told);
  });

  it.each(["https://me:hun/ter2@ci.example/job/5", "me:hunter2@ci.example/job/5"])(
    "by no address where it is none: %s",
    (address) => {
      vi.stubEnv("GITHUB_SERVER_URL", undefined);
      vi.stubEnv("CI_JOB_URL", address);
      expect(thisProcess("a", 0)).not.toHaveProperty("ci");
    },
  );
});
