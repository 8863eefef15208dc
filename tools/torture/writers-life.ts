import { inspect } from "node:util";
import {
  type ApplyOptions,
  createCluster,
  destroyCluster,
  type RunEvent,
} from "../../packages/aws-provisioner/src/index.ts";
import { type Fault, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { seededRandom } from "../../packages/aws-simulator/src/random.ts";
import { processOf, type World } from "./computer.ts";
import type { Writer, WritersDeed, WritersLife } from "./drawn-writers.ts";
import { failureOf } from "./failure-of.ts";
import { killed } from "./killed.ts";
import { brokenLeases } from "./lease-kept.ts";
import { leftToDo } from "./left-to-do.ts";
import { isPermitted, nameOf } from "./permitted.ts";
import { type Aim, skiffs } from "./skiff.ts";
import { struckCalls } from "./struck-calls.ts";
import { twice } from "./twice.ts";

/** What came of a life with two writers. */
export interface WritersStory {
  /** What is broken; nothing where all went well. */
  readonly told: readonly string[];
  /** How often each disturbance truly struck, and each end was met. */
  readonly met: ReadonlyMap<string, number>;
  /** Seconds of its longest run. */
  readonly longest: number;
}

/** Seconds that no run lasts, beside those for which its computer stands still. */
export const stuckAfter = 7200;

const including = ["*"];

/**
 * Lets two writers do what they do on one account, each at a computer of its own, while calls are disturbed;
 * and then has a third one, in calm, lead all to one end. Nobody may have been asked anything; one run at a
 * time has changed the account; nothing stands twice; the next plan is empty; and a destroy leaves nothing.
 */
export async function writersLife(
  life: WritersLife,
  seed: number,
  look?: (world: World) => void,
): Promise<WritersStory> {
  const { listingLag, staleReads, throttling, writers, last } = life;
  const random = seededRandom(`strikes of ${seed}`);
  let isCalm = false;
  const strikes: Fault = struckCalls(life, { world: () => world, isCalm: () => isCalm, random });
  const account = simulateAccount({ seed, latency: "typical", listingLag, staleReads, throttling, faults: [strikes] });
  const { clock } = account;
  const met = new Map<string, number>();
  const world: World = {
    account,
    began: clock.now(),
    calls: [],
    struck: new WeakMap(),
    sender: undefined,
    met: (what) => void met.set(what, (met.get(what) ?? 0) + 1),
  };
  const blueprints = skiffs(life.skiff);
  const canary = `canary-${seed}-sings`;
  const common = { environment: { TOKEN: canary }, including };
  const told: string[] = [];
  const said: string[] = [];
  let longest = 0;
  let isStuck = false;

  const carryOut = async (to: Aim | "destroy", options: ApplyOptions): Promise<void> => {
    const run = to === "destroy" ? destroyCluster("skiff", options) : createCluster(blueprints[to], options);
    for await (const event of run) {
      said.push(textOf(event));
      if (isMet(event)) world.met(`told: ${event.type}`);
    }
    await run.result;
  };

  const doing = async (writer: Writer, deed: WritersDeed, name: string): Promise<void> => {
    const { to, rest, lock, lockTimeout, cut } = deed;
    const at = processOf(world, writer, name);
    await at.clock?.sleep(rest * 1000);
    const [began, isThere] = [clock.now(), vpcs()];
    const end = new AbortController();
    const reason = new Error("enough");
    if (cut !== undefined && cut.by !== "death") {
      at.clock?.sleep(cut.after * 1000).then(
        () => end.abort(reason),
        () => {},
      );
    }
    const options: ApplyOptions = {
      ...at,
      ...common,
      lock,
      lockTimeout,
      ...(cut?.by === "interrupt" && { interrupt: end.signal }),
      ...(cut?.by === "signal" && { signal: end.signal }),
    };
    const stood = writer.stops.reduce((sum, { seconds }) => sum + seconds, 0);
    const tooLong = new AbortController();
    const stuck = clock.sleep((stuckAfter + stood) * 1000, tooLong.signal).then(
      () => "stuck" as const,
      () => "over" as const,
    );
    let error: Error | undefined;
    const work = async (): Promise<"over" | "killed"> => {
      if (cut?.by !== "death") {
        error = await failureOf(carryOut(to, options));
        return "over";
      }
      const dying = killed(account, options, cut, async (by) => (error = await failureOf(carryOut(to, by))));
      return (await dying.isKilled()) ? "killed" : "over";
    };
    const outcome = await Promise.race([work(), stuck]);
    tooLong.abort();
    const seconds = (clock.now() - began) / 1000;
    if (outcome === "stuck") {
      isStuck = true;
      return void told.push(`${name}, ${to}, is not over after ${Math.round(seconds)} s`);
    }
    longest = Math.max(longest, seconds - stood);
    if (outcome === "killed") return world.met("killed");
    if (error === undefined) return world.met("a run that came to its end");
    said.push(inspect(error, { depth: 12 }));
    if (error === reason) return world.met("cancelled");
    if (isUnknown(error) && to === "destroy") {
      world.met("ended: unknown-cluster");
      // Where it stood all the while, its absence was believed too soon.
      const stays = isThere.filter((id) => vpcs().includes(id));
      if (stays.length > 0) told.push(`${name} says that nothing stands, and ${stays.join()} does`);
      return undefined;
    }
    world.met(`ended: ${nameOf(error)}`);
    if (!isPermitted(error)) told.push(`${name}, ${to}, failed: ${wordsOf(error)}`);
    return undefined;
  };

  const vpcs = () => account.inventory().flatMap(({ type, id }) => (type === "vpc" ? [id] : []));
  const standing = () => account.inventory().filter(({ id }) => !id.startsWith("drydock-ledger-"));
  const one = async (writer: Writer, who: number): Promise<void> => {
    for (const [index, deed] of writer.deeds.entries()) await doing(writer, deed, `run ${who}.${index + 1}`);
  };
  isCalm = true;
  const calm: Writer = { offset: 0, rate: 1, stops: [], away: [], deeds: [] };
  const fresh = (name: string): ApplyOptions => ({ ...processOf(world, calm, name), ...common });
  if (life.stands) await carryOut("first", fresh("the first run"));
  isCalm = false;
  world.began = clock.now();
  await Promise.all(writers.map((writer, index) => one(writer, index + 1)));

  isCalm = true;
  for (const { offset } of writers) if (Math.abs(offset) > 60) world.met("a clock that is off");
  const lead = async (to: Aim | "destroy", name: string): Promise<void> => {
    const began = clock.now();
    const error = await failureOf(carryOut(to, fresh(name)));
    longest = Math.max(longest, (clock.now() - began) / 1000);
    if (error === undefined) return;
    said.push(inspect(error, { depth: 12 }));
    if (to === "destroy" && isUnknown(error) && vpcs().length === 0) return world.met("ended: unknown-cluster");
    told.push(`${name}, ${to}, failed: ${wordsOf(error)}`);
  };
  const before = told.length;
  if (!isStuck) {
    await clock.sleep(last.rest * 1000);
    await lead(last.to, "the last run");
    await clock.sleep(3_600_000);
    told.push(...twice(standing()).map((mark) => `there is twice ${mark}`));
    if (last.to !== "destroy" && told.length === before) {
      told.push(...(await leftToDo(blueprints[last.to], fresh("the plan"))));
      told.push(...leaks(said, world, [canary, ...(await secretsOf(world))]));
      await lead("destroy", "the destroy");
    } else told.push(...leaks(said, world, [canary]));
    // What can be brought back is there for a week.
    await clock.sleep(8 * 86_400_000);
    if (told.length === before) {
      told.push(...standing().map(({ type, id, tags }) => `left is ${type} ${id} ${tags["drydock:address"] ?? ""}`));
    }
  }
  told.push(...brokenLeases(world));
  look?.(world);
  return { told, met, longest };
}

/** All that an event says. */
function textOf(event: RunEvent): string {
  return `${JSON.stringify(event)} ${"error" in event ? inspect(event.error, { depth: 12 }) : ""}`;
}

/** Events by which a disturbance is seen from within. */
function isMet({ type }: RunEvent): boolean {
  return ["locked", "silent", "expired", "settling", "paced"].includes(type);
}

function isUnknown(error: Error): boolean {
  return (error as { code?: string }).code === "unknown-cluster";
}

function wordsOf(error: Error): string {
  const all = error instanceof AggregateError ? error.errors : [error];
  return all.map((one) => `${nameOf(one)}: ${String(one).slice(0, 400)}`).join(" | ");
}

/** What the generated secrets of the account are. */
async function secretsOf({ account }: World): Promise<string[]> {
  const ids = account
    .inventory()
    .flatMap(({ service, type, id, state }) =>
      service === "SecretsManager" && type === "secret" && !/delet/.test(state) ? [id] : [],
    );
  const found = ids.map((SecretId) => account.handle("SecretsManager", "GetSecretValue", { SecretId }));
  return (await Promise.all(found)).map((one) => String((one as { SecretString?: string }).SecretString));
}

/** Where a secret's value stands that nobody is to see: in what runs say, and in what they keep. */
function leaks(said: readonly string[], { calls }: World, secrets: readonly string[]): string[] {
  const kept = calls.flatMap(({ call: { operation, input } }) =>
    operation === "PutObject" ? [String(Object(input).Body)] : [],
  );
  return secrets.flatMap((secret) => {
    const where = [...said, ...kept].find((text) => text.includes(secret));
    return where === undefined ? [] : [`a secret's value stands in: ${where.slice(0, 200)}`];
  });
}
