import { readFileSync, readlinkSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import type { Holder } from "../engine/lease/holder.ts";

/** Who this process is, as others find it; `id` is that of one run. */
export function thisProcess(id: string, now: number): Holder {
  return {
    id,
    who: nameOfUser(),
    host: hostname(),
    pid: process.pid,
    since: new Date(now).toISOString(),
    ...told("ci", withoutKeys(ciRun(process.env))),
    ...told("system", system()),
    ...told("process", startOf(process.pid)),
  };
}

/**
 * Whether the process of a holder is known to be no more: it ran on this very boot of this very system, and
 * among these very processes, for containers share a host and count for themselves. A number that another
 * process has got since is not it. Of a machine that was woken twice from one snapshot only its name may
 * tell.
 */
export function isGone({ host, pid, system: of, process: started }: Holder): boolean {
  if (of === undefined || started === undefined || of !== system() || host !== hostname()) return false;
  return startOf(pid) !== started;
}

/** The boot, and the space in which processes are counted; undefined where the system does not tell. */
function system(): string | undefined {
  return read(() => {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  });
}

/** When a process started, in the kernel's ticks since the boot; undefined where there is none (proc(5)). */
function startOf(pid: number): string | undefined {
  return read(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; field 22 is the twentieth after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  });
}

/** Address of the run, by the variables that the services of CI set. */
function ciRun(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
  if (GITHUB_SERVER_URL !== undefined && GITHUB_REPOSITORY !== undefined && GITHUB_RUN_ID !== undefined) {
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  }
  return env["CI_JOB_URL"] ?? env["BUILD_URL"] ?? env["CIRCLE_BUILD_URL"] ?? env["BUILDKITE_BUILD_URL"];
}

/** An address without the name and password that some services put into it: it is shown to others. */
function withoutKeys(address: string | undefined): string | undefined {
  return address?.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1").replace(/[?#].*$/s, "");
}

function nameOfUser(): string {
  return read(() => userInfo().username) ?? "somebody";
}

function read(look: () => string | undefined): string | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function told<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>>;
}
