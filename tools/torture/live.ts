import {
  type ApplyOptions,
  createCluster,
  destroyCluster,
  type RunEvent,
} from "../../packages/aws-provisioner/src/index.ts";
import { type SimulatedAccount, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { loadAuthority } from "../../packages/aws-provisioner/src/aws/load-authority.ts";
import { seededRandom } from "../../packages/aws-simulator/src/random.ts";
import { computer } from "./computer.ts";
import { berthsOf } from "./drawn-berth.ts";
import type { Aim, Deed, Life, Writer } from "./drawn-life.ts";
import { ending } from "./ending.ts";
import { type Keys, keys } from "./keys.ts";
import { killed } from "./killed.ts";
import { isPermitted, told } from "./permitted.ts";
import { disclosed } from "./disclosed.ts";
import { sendingFaults, type RunSends } from "./sending-laws.ts";
import { weather } from "./weather.ts";
import { wire } from "./wire.ts";

/** What came of a life. */
export interface LifeStory {
  /** What is broken; nothing where all went well. */
  readonly told: readonly string[];
  /** How often each thing has truly happened. */
  readonly met: ReadonlyMap<string, number>;
  /** Seconds of the longest run, less those for which its computer stood still. */
  readonly longest: number;
}

/**
 * Seconds after which a run is stuck, beside those for which its computer stood still: it may wait for another
 * one as long as `lockTimeout`, 1800 s, and its calls meet whatever there is.
 */
export const stuckAfter = 7200;

/** What nobody may read anywhere. */
const environment = { WORD: "canary-of-the-word", OTHER: "canary-of-the-other" };

const including = ["volume/*", "authority/*", "bucket/*", "secret/*"];

/**
 * Has two writers do what they do to one cluster at once, whatever happens to them; and then, in calm, another
 * one what the life leads to. Then nothing may stand twice, nothing be left over, the next plan be empty, and
 * nobody have sent what was not his turn, told a secret, been stuck, or asked a person.
 */
export async function live(life: Life, number: number): Promise<LifeStory> {
  // What is loaded for the first time takes real time, and the simulated one passes meanwhile.
  await loadAuthority();
  const met = new Map<string, number>();
  const meet = (what: string): void => void met.set(what, (met.get(what) ?? 0) + 1);
  const pair = berthsOf(life.pair);
  let isFoul = false;
  const account = simulateAccount({
    seed: number,
    latency: "typical",
    region: "us-west-2",
    listingLag: life.listings,
    staleReads: life.staleReads,
    throttling: life.throttling,
    faults: [weather(life.weather, seededRandom(`weather of ${number}`), () => isFoul, meet)],
  });
  const calm = (): ApplyOptions => ({ ...account.connection, environment, including });
  const run = (aim: Aim, options: ApplyOptions) =>
    aim === "destroy" ? destroyCluster("harbour", options) : createCluster(pair[aim], options);
  if (life.first === "before") {
    await createCluster(pair.before, calm());
    await account.clock.sleep(900_000);
  }
  isFoul = true;
  const problems: string[] = [];
  const events: unknown[] = [];
  const sends: RunSends[] = [];
  let longest = 0;
  const writing = life.writers.map((writer, which) => {
    const began = account.clock.now();
    const second = () => (account.clock.now() - began) / 1000;
    const own = computer(account.clock, writer.computer);
    const deeds = async (): Promise<void> => {
      for (const [index, deed] of writer.deeds.entries()) {
        await account.clock.sleep(Math.max(0, deed.at - second()) * 1000);
        await own.awake();
        const name = `${deed.aim} by writer ${which + 1}`;
        const random = seededRandom(`${number}, writer ${which}, deed ${index}`);
        const begun = second();
        const process = processOf({ account, writer, own, second, random, meet, environment });
        sends.push(process.sends);
        const outcome = await ended(account, deed, process, (options) => run(deed.aim, options), events);
        process.sends.endedAt = account.clock.now();
        for (const { at } of writer.computer.stops)
          if (at >= begun && at < second()) meet("a computer that stands still");
        for (const { at } of writer.computer.set) if (at >= begun && at < second()) meet("a clock that is set");
        for (const { at } of writer.away) if (at >= begun && at < second()) meet("a network that is away");
        const stood = writer.computer.stops.reduce((sum, { seconds }) => sum + seconds, 0);
        longest = Math.max(longest, second() - begun - stood);
        meet(outcome.how);
        if (outcome.how === "stuck")
          problems.push(`${name}, begun at ${Math.round(begun)} s, is stuck: ${outcome.doing}`);
        if (outcome.failure === undefined) continue;
        for (const code of told(outcome.failure).codes) meet(`ended by ${code}`);
        if (!isPermitted(outcome.failure, deed)) {
          problems.push(
            `${name}, begun at ${Math.round(begun)} s, failed at ${Math.round(second())} s: ${told(outcome.failure).text}`,
          );
        }
      }
    };
    return deeds();
  });
  await Promise.all(writing);
  isFoul = false;
  problems.push(...sendingFaults(sends));
  await account.clock.sleep(life.pause * 1000);
  const last = await ending({ account, pair, end: life.end, run: (aim) => run(aim, calm()), calm, meet });

  problems.push(...last.told);
  events.push(...last.events);

  problems.push(...disclosed(account, events, Object.values(environment)));
  for (const { outcome = "" } of account.calls)
    if (/LimitExceeded|Throttling/.test(outcome)) meet("refused for AWS's pace");
  return { told: problems, met, longest };
}

interface ProcessInput {
  readonly account: SimulatedAccount;
  readonly writer: Writer;
  readonly own: ReturnType<typeof computer>;
  readonly second: () => number;
  readonly random: () => number;
  readonly meet: (what: string) => void;
  readonly environment: Readonly<Record<string, string>>;
}

interface Process {
  readonly options: ApplyOptions;
  readonly sends: RunSends;
  readonly awake: () => Promise<void>;
}

function processOf({ account, writer, own, second, random, meet, environment }: ProcessInput): Process {
  const sends: RunSends = { calls: [], endedAt: undefined };
  const held: Keys | undefined = writer.keys && keys(writer.keys, second, () => meet("keys that have expired"));
  const { percent, seconds } = writer.signing;
  const isWithin = ({ at, seconds }: { at: number; seconds: number }) => second() >= at && second() < at + seconds;
  const plugin = wire({
    account,
    computer: own,
    signing: () => (percent > 0 && random() * 100 < percent ? seconds : 0),
    isAway: () => writer.away.some(isWithin),
    checkKeys: (service) => held?.check(service),
    onSent: (call) => sends.calls.push(call),
    onSkew: () => meet("a signature by a clock that is off"),
  });
  const { region, client } = account.connection;
  const options: ApplyOptions = {
    region,
    client: { ...client, ...(held && { credentials: held.provider }) },
    plugins: [plugin as NonNullable<ApplyOptions["plugins"]>[number]],
    clock: own.clock,
    random,
    environment,
    including,
  };
  return { options, sends, awake: own.awake };
}

interface Outcome {
  readonly how: "done" | "killed" | "failed" | "stuck";
  readonly failure?: unknown;
  readonly doing?: string;
}

/** Does a deed in a process, and tells how that ended. */
async function ended(
  account: SimulatedAccount,
  { lock, end }: Deed,
  { options, awake }: Process,
  run: (options: ApplyOptions) => ReturnType<typeof createCluster> | ReturnType<typeof destroyCluster>,
  events: unknown[],
): Promise<Outcome> {
  const own: RunEvent[] = [];
  const [asked, over] = [new AbortController(), new AbortController()];
  let failure: unknown;
  const follow = async (by: ApplyOptions): Promise<void> => {
    const running = run({ ...by, lock });
    void hear(running, own, events);
    try {
      await running.result;
    } catch (error) {
      events.push(error);
      failure = error;
    }
  };
  if (end !== undefined && "by" in end) {
    account.clock.sleep(end.after * 1000, over.signal).then(
      async () => {
        await awake();
        asked.abort(new Error("the end of the test was asked for"));
      },
      () => {},
    );
    options = { ...options, ...(end.by === "interrupt" ? { interrupt: asked.signal } : { signal: asked.signal }) };
  }
  const isKilled =
    end !== undefined && "boundary" in end
      ? killed(account, options, end, follow).isKilled()
      : follow(options).then(() => false);
  const how = await Promise.race([
    isKilled.then((dead): Outcome["how"] => (dead ? "killed" : failure === undefined ? "done" : "failed")),
    account.clock.sleep(2 * stuckAfter * 1000, over.signal).then((): Outcome["how"] => "stuck"),
  ]);
  over.abort();
  return {
    how,
    failure,
    doing: own
      .slice(-3)
      .map(({ type, at }) => `${type} at ${Math.round(at / 1000)} s`)
      .join(", "),
  };
}

async function hear(run: AsyncIterable<RunEvent>, own: RunEvent[], all: unknown[]): Promise<void> {
  try {
    for await (const event of run) {
      own.push(event);
      all.push(event);
    }
  } catch {
    // It is told where the run itself is waited for.
  }
}
