import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How many times as fast it passes while all wait for it. */
const pace = 100;

/** Milliseconds of it at most by which a process may be behind. */
const most = 1000;

/** Milliseconds of ours from one look to the next, and what is taken for no more than that. */
const tick = { usual: 2, longest: 10 } as const;

/**
 * One time for several processes, whatever the machine does meanwhile: it passes fast while all of them wait
 * for nothing but time, as ours does while one of them waits for an answer or is being started, and not at
 * all while one does not come to look at it. It stands in a file of numbers: the milliseconds since 1970, and
 * those that each process has seen.
 */
export interface SharedTime {
  readonly path: string;
  now(): number;
  /** Has it pass as ours does until somebody has an answer. */
  whileAsking<Answer>(answer: Promise<Answer>): Promise<Answer>;
  /** Place of another process. */
  join(): Follower;
  /** Resolves when so many milliseconds of it have passed. */
  pass(milliseconds: number): Promise<void>;
  close(): void;
}

export interface Follower {
  readonly slot: number;
  /** Whether it is waited for: not while it stands still, or when it is no more. */
  follows: boolean;
}

export function sharedTime(): SharedTime {
  const folder = mkdtempSync(join(tmpdir(), "drydock-time-"));
  const path = join(folder, "time");
  const file = openSync(path, "w+");
  const followers: Follower[] = [];
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  let [now, asking, looked] = [Date.now(), 0, Date.now()];
  const write = () => writeSync(file, new Float64Array([now]), 0, 8, 0);
  write();
  const timer = setInterval(() => {
    const passed = Math.min(Date.now() - looked, tick.longest);
    looked = Date.now();
    const seen = followers.flatMap(({ follows, slot }) => (follows ? seenBy(file, slot) : []));
    const begun = seen.filter((one) => one > 0);
    const isWaiting = asking === 0 && begun.length === seen.length && begun.length + sleepers.length > 0;
    now = Math.max(now, Math.min(now + passed * (isWaiting ? pace : 1), ...begun.map((one) => one + most)));
    write();
    for (const { wake } of sleepers.filter(({ until }) => until <= now)) wake();
    sleepers = sleepers.filter(({ until }) => until > now);
  }, tick.usual);
  return {
    path,
    now: () => now,
    whileAsking(answer) {
      asking += 1;
      return answer.finally(() => (asking -= 1));
    },
    join() {
      const follower = { slot: followers.length + 1, follows: true };
      followers.push(follower);
      return follower;
    },
    pass: (milliseconds) => new Promise((wake) => void sleepers.push({ until: now + milliseconds, wake })),
    close() {
      clearInterval(timer);
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a process has seen; 0 before it has looked for the first time. */
function seenBy(file: number, slot: number): number {
  const seen = new Float64Array(1);
  readSync(file, seen, 0, 8, slot * 8);
  return seen[0]!;
}
