import type { Fault, FaultCall, FaultEffect } from "../../packages/aws-simulator/src/index.ts";
import { omitting } from "./drawn-lateness.ts";

type Effect = (random: () => number, call: FaultCall) => FaultEffect | undefined;

/** What may happen to any request on its way, or at AWS. */
const effects = {
  hangs: () => ({ kind: "hang" }),
  "hangs, and was heard": () => ({ kind: "hang", heard: true }),
  "an empty answer": (random) => ({ kind: "foreign-answer", answer: "empty", heard: random() < 0.5 }),
  "a login page": () => ({ kind: "foreign-answer", answer: "page" }),
  "a proxy's 502": (random) => ({ kind: "foreign-answer", answer: "bad-gateway", heard: random() < 0.5 }),
  "half an answer": () => ({ kind: "foreign-answer", answer: "cut", heard: true }),
  "a reset": () => ({ kind: "lose-request" }),
  "an answer that is lost": () => ({ kind: "lose-answer" }),
  "an answer that comes late": (random) => ({ kind: "delay", ms: 1000 + random() * 28_000 }),
  throttled: (_, { service }) => ({
    kind: "refuse",
    code: service === "EC2" ? "RequestLimitExceeded" : service === "S3" ? "SlowDown" : "Throttling",
    status: service === "EC2" || service === "S3" ? 503 : 400,
  }),
  "a listing that leaves something out": (random, call) => omitting(100, random)(call),
} as const satisfies Readonly<Record<string, Effect>>;

export type Ill = keyof typeof effects;

export const ills = Object.keys(effects) as Ill[];

/**
 * What strikes so many of a thousand requests, by that stream of chance, as long as it is foul.
 *
 * @param met Is told of each that strikes.
 */
export function weather(
  perMille: Readonly<Partial<Record<Ill, number>>>,
  random: () => number,
  isFoul: () => boolean,
  met: (ill: Ill) => void,
): Fault {
  return (call) => {
    if (call.origin !== "client" || !isFoul()) return undefined;
    for (const ill of ills) {
      if (random() * 1000 >= (perMille[ill] ?? 0)) continue;
      const effect: Effect = effects[ill];
      const struck = effect(random, call);
      if (struck !== undefined) met(ill);
      if (struck !== undefined) return struck;
    }
    return undefined;
  };
}
