import type { ApplyOptions } from "../../packages/aws-provisioner/src/index.ts";
import type { SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";
import type { Computer } from "./computer.ts";
import type { Writer } from "./drawn-life.ts";
import { type Keys, keys } from "./keys.ts";
import type { RunSends } from "./sending-laws.ts";
import { wire } from "./wire.ts";

export interface ProcessInput {
  readonly account: SimulatedAccount;
  readonly writer: Writer;
  readonly own: Computer;
  readonly second: () => number;
  readonly random: () => number;
  readonly meet: (what: string) => void;
  /** What every run is given. */
  readonly given: Pick<ApplyOptions, "environment" | "including">;
}

/** One process of a writer: what a run in it is given, and what it has sent. */
export interface Process {
  readonly options: ApplyOptions;
  readonly sends: RunSends;
  readonly awake: () => Promise<void>;
}

/** A process that begins on the computer of a writer. */
export function processOf({ account, writer, own, second, random, meet, given }: ProcessInput): Process {
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
    ...given,
  };
  return { options, sends, awake: own.awake };
}
