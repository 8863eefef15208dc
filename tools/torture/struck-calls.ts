import type { Fault, FaultCall, FaultEffect } from "../../packages/aws-simulator/src/index.ts";
import { rateRefusal } from "../../packages/aws-simulator/src/faults/rate-refusal.ts";
import type { World } from "./computer.ts";
import { omitting } from "./drawn-lateness.ts";
import type { Strike, WritersLife } from "./drawn-writers.ts";

/** What each strike is to the account. */
const effects: Readonly<Record<Exclude<Strike, "throttled" | "late">, FaultEffect>> = {
  hung: { kind: "hang" },
  "hung when heard": { kind: "hang", heard: true },
  cut: { kind: "foreign-answer", answer: "cut", heard: true },
  "a page": { kind: "foreign-answer", answer: "page" },
  nothing: { kind: "foreign-answer", answer: "empty", heard: true },
  "bad gateway": { kind: "foreign-answer", answer: "bad-gateway" },
  reset: { kind: "lose-request" },
  "answer lost": { kind: "lose-answer" },
};

/** What goes wrong with the calls of a life, by that stream of chance, until it is calm. */
export function struckCalls(
  { struck, strikes, omissions }: WritersLife,
  {
    world,
    isCalm,
    random,
  }: { readonly world: () => World; readonly isCalm: () => boolean; readonly random: () => number },
): Fault {
  const omission = omitting(omissions, random);
  const struckBy: Fault = (call) => {
    if (call.origin !== "client" || isCalm()) return undefined;
    const { sender, met } = world();
    const hindrance = sender?.hindrance();
    if (hindrance !== undefined) return hindrance;
    if (random() * 100 < struck) {
      const strike = strikes[Math.floor(random() * strikes.length)] ?? "reset";
      met(strike);
      return effectOf(strike, call, random);
    }
    const omitted = omission(call);
    if (omitted !== undefined) met("a listing that leaves something out");
    return omitted;
  };
  return (call) => {
    const effect = struckBy(call);
    const logged = effect && world().account.calls[call.index - 1];
    if (effect !== undefined && logged !== undefined) world().struck.set(logged, effect);
    return effect;
  };
}

function effectOf(strike: Strike, { service, operation }: FaultCall, random: () => number): FaultEffect {
  if (strike === "late") return { kind: "delay", ms: Math.floor(random() * 25_000) };
  if (strike !== "throttled") return effects[strike];
  const need = { key: "", size: { capacity: 1, refill: 1 }, tokens: 1 };
  const { name, message, $metadata } = rateRefusal(service, operation, need, "123456789012");
  return { kind: "refuse", code: name, message, status: Number($metadata.httpStatusCode) };
}
