import { type ApplyOptions, createCluster, destroyCluster } from "../../packages/aws-provisioner/src/index.ts";
import { simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { loadAuthority } from "../../packages/aws-provisioner/src/aws/load-authority.ts";
import { seededRandom } from "../../packages/aws-simulator/src/random.ts";
import { computer } from "./computer.ts";
import { berthsOf } from "./drawn-berth.ts";
import type { Aim, Life } from "./drawn-life.ts";
import { ending } from "./ending.ts";
import { ended, stuckAfter } from "./ended.ts";
import { processOf } from "./process-of.ts";
import { isPermitted, told } from "./permitted.ts";
import { disclosed } from "./disclosed.ts";
import { sendingFaults, type RunSends } from "./sending-laws.ts";
import { weather } from "./weather.ts";

/** What came of a life. */
export interface LifeStory {
  /** What is broken; nothing where all went well. */
  readonly told: readonly string[];
  /** How often each thing has truly happened. */
  readonly met: ReadonlyMap<string, number>;
  /** Seconds of the longest run, less those for which its computer stood still. */
  readonly longest: number;
}

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
        const process = processOf({ account, writer, own, second, random, meet, given: { environment, including } });
        sends.push(process.sends);
        const outcome = await ended(account, deed, process, (options) => run(deed.aim, options), events);
        process.sends.endedAt = account.clock.now();
        for (const { at } of writer.computer.stops)
          if (at >= begun && at < second()) meet("a computer that stands still");
        for (const { at } of writer.computer.set) if (at >= begun && at < second()) meet("a clock that is set");
        for (const { at } of writer.away) if (at >= begun && at < second()) meet("a network that is away");
        const stood = writer.computer.stops.reduce((sum, { seconds }) => sum + seconds, 0);
        const took = second() - begun - stood;
        longest = Math.max(longest, took);
        meet(outcome.how);
        if (outcome.how === "stuck" || took > stuckAfter)
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
