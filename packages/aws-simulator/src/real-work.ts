import { createHook } from "node:async_hooks";

/** Ids of the thread pool's cryptographic jobs (key generation, signing, hashing, ...) that have not come back. */
const cryptographicJobs = new Set<number>();

const cryptographic =
  /^(KEYPAIRGEN|KEYGEN|KEYEXPORT|SIGN|VERIFY|HASH|CIPHER|DERIVEBITS|RANDOMBYTES|RANDOMPRIME|CHECKPRIME|PBKDF2|SCRYPT)REQUEST$/;

const watch = createHook({
  init: (id, type) => {
    if (cryptographic.test(type)) cryptographicJobs.add(id);
  },
  before: (id) => {
    cryptographicJobs.delete(id);
  },
});

/** Begins to watch this thread for real work; cryptographic jobs that began earlier are not seen. */
export const watchRealWork = (): void => {
  watch.enable();
};

/**
 * Whether the thread awaits real work: a file operation or a cryptographic job. Code that does is not asleep, so virtual
 * time must stand still for it. Compression and sockets are not seen.
 */
export const realWorkIsPending = (): boolean =>
  cryptographicJobs.size > 0 || process.getActiveResourcesInfo().some((name) => /^(FSReq|CloseReq)/.test(name));
