import { createHook } from "node:async_hooks";

/** The thread pool's jobs that have not come back: cryptographic ones, and the closing of files. */
const jobs = new Map<number, object>();

const cryptographic =
  /^(KEYPAIRGEN|KEYGEN|KEYEXPORT|SIGN|VERIFY|HASH|CIPHER|DERIVEBITS|RANDOMBYTES|RANDOMPRIME|CHECKPRIME|PBKDF2|SCRYPT)REQUEST$/;

const watch = createHook({
  init: (id, type, _, resource) => {
    // Every promise comes by here.
    if (type === "PROMISE") return;
    if (type === "FILEHANDLECLOSEREQ" || cryptographic.test(type)) jobs.set(id, resource);
  },
  before: (id) => {
    if (jobs.size > 0) jobs.delete(id);
  },
});

/** Begins to watch this thread for real work; cryptographic jobs that began earlier are not seen. */
export function watchRealWork(): void {
  watch.enable();
}

/**
 * Whether the thread awaits real work: a file operation or a cryptographic job. Code that does is not asleep,
 * so virtual time must stand still for it. Compression and sockets are not seen.
 */
export function realWorkIsPending(): boolean {
  for (const [id, job] of jobs) {
    // A synchronous cryptographic job is over already: it has no callback and never comes back.
    if (job.constructor.name.endsWith("Job") && !("ondone" in job)) jobs.delete(id);
  }
  return jobs.size > 0 || process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq"));
}
