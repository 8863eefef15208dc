import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import { fakeAccount, type FakeAccount } from "./fake-account.ts";
import { type Finished, removeScriptFolders, runScript, scriptFolder } from "./run-script.ts";
import { testWith, tools } from "./tool.ts";

const accounts: FakeAccount[] = [];
afterEach(async () => {
  await Promise.all(accounts.splice(0).map((account) => account.close()));
  removeScriptFolders();
});

const state = "GET meta-data/autoscaling/target-lifecycle-state";
const beat = "RecordLifecycleActionHeartbeat";
const complete = "CompleteLifecycleAction";
const common = [tools.dash, tools.curl, tools.jq];

/**
 * A node whose systemctl is a script: `start` lasts until the file `over` is there, and fails where `wrong`
 * is; `show` says what the files `state` and `result` say.
 */
async function node() {
  const account = await fakeAccount();
  accounts.push(account);
  const folder = scriptFolder();
  const systemctl = join(folder, "systemctl");
  writeFileSync(
    systemctl,
    `#!/bin/sh
cd ${folder}
case "$*" in
  'start leave.service') echo start >>log; until [ -e over ]; do sleep 0.02; done; [ ! -e wrong ] ;;
  *Result*) cat result 2>/dev/null || echo Result=success ;;
  *) cat state 2>/dev/null || printf 'ActiveState=inactive\\nSubState=dead\\n' ;;
esac
`,
  );
  chmodSync(systemctl, 0o755);
  const write = (name: string, text = "") => writeFileSync(join(folder, name), text);
  const goes = () => {
    account.metadata.set("meta-data/autoscaling/target-lifecycle-state", "Terminated");
    account.group.waits = true;
  };
  const settings = {
    DRYDOCK_DRAIN_UNIT: "leave.service",
    DRYDOCK_DRAIN_GROUP: "fleet-web",
    DRYDOCK_DRAIN_HOOK: "drydock-drain",
    DRYDOCK_DRAIN_TIMEOUT: "300",
    // A sign of life whenever it looks.
    DRYDOCK_DRAIN_HEARTBEAT: "0",
    DRYDOCK_STATE: join(folder, "lib"),
    PATH: `${folder}:${process.env["PATH"] ?? ""}`,
  };
  return {
    account,
    write,
    goes,
    run: async (
      shell: string,
      others: Readonly<Record<string, string>> = {},
    ): Promise<Finished & { said: string[] }> => {
      const finished = await runScript(shell, folder, "drain.sh", { ...account.environment, ...settings, ...others });
      return {
        ...finished,
        said: finished.stderr.split("\n").filter((line) => line !== "" && !line.startsWith("curl:")),
      };
    },
    started: () =>
      existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8").split("\n").length - 1 : 0,
    mark: () => readFileSync(join(folder, "lib/drained"), "utf8"),
    marked: (id: string) => {
      mkdirSync(join(folder, "lib"));
      write("lib/drained", id);
    },
    count: (call: string) => account.calls.filter((one) => one === call).length,
  };
}

const well = [
  "the group takes this machine away",
  "running leave.service",
  "leave.service has ended",
  "the group may go on",
];

for (const shell of ["dash", "bash"]) {
  testWith(
    common,
    `drain.sh waits for its turn, runs the unit to its end, and lets the group go on (${shell})`,
    async () => {
      const { account, run, write, started, mark, count } = await node();
      const { metadata, failures, after, group } = account;
      // The service is away at first, and then has nothing to say; the group waits when balancers have let go.
      failures.push(500, 503);
      after(state, 3, () => metadata.set("meta-data/autoscaling/target-lifecycle-state", "InService"));
      after(state, 5, () => metadata.set("meta-data/autoscaling/target-lifecycle-state", "Terminated"));
      after(beat, 3, () => {
        expect(started()).toBe(0);
        group.waits = true;
      });
      after(beat, 8, () => write("over"));
      const { status, said } = await run(shell);
      expect({ status, said }).toEqual({ status: 0, said: well });
      expect([started(), count(complete), group.waits, mark()]).toEqual([1, 1, false, "i-0123456789abcdef0"]);
      expect(count(beat)).toBeGreaterThanOrEqual(8);
    },
  );

  testWith(common, `drain.sh lets the group go on where the unit fails, and says why (${shell})`, async () => {
    const { goes, run, write, count } = await node();
    goes();
    write("over");
    write("wrong");
    write("result", "Result=exit-code\n");
    const { status, said } = await run(shell);
    expect(status).toBe(0);
    expect(said[2]).toBe("leave.service failed (start: 1, Result=exit-code); the machine goes nonetheless");
    expect(count(complete)).toBe(1);
  });
}

testWith(common, "drain.sh waits for a unit whose start is over before its process is", async () => {
  const { account, goes, run, write, count } = await node();
  goes();
  write("over");
  write("state", "ActiveState=active\nSubState=running\n");
  account.after(beat, 5, () => write("state", "ActiveState=deactivating\nSubState=stop\n"));
  account.after(beat, 7, () => write("state", "ActiveState=inactive\nSubState=dead\n"));
  expect((await run("dash")).said).toEqual(well);
  expect(count(beat)).toBeGreaterThanOrEqual(7);
});

testWith(common, "drain.sh takes a unit that stays active after its process for one that has ended", async () => {
  const { goes, run, write } = await node();
  goes();
  write("over");
  write("state", "ActiveState=active\nSubState=exited\n");
  expect((await run("dash")).said).toEqual(well);
});

testWith(common, "drain.sh waits for a unit no longer than its time", async () => {
  const { goes, run, write, count } = await node();
  goes();
  const { said } = await run("dash", { DRYDOCK_DRAIN_TIMEOUT: "0" });
  write("over");
  expect(said[2]).toBe("leave.service still runs after 0 s; the machine goes nonetheless");
  expect(count(complete)).toBe(1);
});

testWith(common, "drain.sh runs the unit once, whether or not the machine boots again meanwhile", async () => {
  const first = await node();
  first.goes();
  first.marked("i-0123456789abcdef0");
  expect((await first.run("dash")).said).toEqual([well[0], well[3]]);
  expect([first.started(), first.count(complete)]).toEqual([0, 1]);
  // An image of a machine that went brings that one's mark.
  const second = await node();
  second.goes();
  second.marked("i-of-another-machine");
  second.write("over");
  expect((await second.run("dash")).said).toEqual(well);
  expect([second.started(), second.mark()]).toEqual([1, "i-0123456789abcdef0"]);
});

testWith(common, "drain.sh runs the unit though it is not heard, and says that it may go on until it is", async () => {
  const { account, goes, run, write, started, count } = await node();
  goes();
  write("over");
  account.group.denies = 6;
  const { status, said } = await run("dash");
  const denied = "status 403, <ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>";
  expect(said.slice(0, 5)).toEqual([well[0], ...Array(3).fill(`${beat}: ${denied}`), well[1]]);
  expect([status, started(), said.at(-1), account.group.waits]).toEqual([0, 1, well[3], false]);
  expect(count(beat) + count(complete)).toBeGreaterThanOrEqual(7);
});
