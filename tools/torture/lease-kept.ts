import type { FaultEffect, LoggedCall } from "../../packages/aws-simulator/src/index.ts";
import type { OwnCall, Process, World } from "./computer.ts";

/**
 * Seconds of the world from the last sign of life that came to pass until its holder sends nothing any more:
 * 40 of its own, by a clock that may be slower by a twentieth.
 */
const longest = 40 / 0.95;

/** Seconds for which what was sent may be under way, and that lie between two holders at least. */
const flight = 30;

/**
 * What is broken of the promise that one run at a time changes a cluster: a change that was sent later than
 * its lease allows, or while another run had the cluster, or sooner than what was under way had come.
 */
export function brokenLeases({ calls, struck, began }: World): string[] {
  const told: string[] = [];
  const signs = new Map<Process, { at: number; isFree: boolean }>();
  const over = new Set<Process>();
  let last: OwnCall | undefined;
  for (const own of calls) {
    const { call, process } = own;
    if (call.service === "S3") {
      if (call.operation === "PutObject" && hasLanded(call, struck.get(call))) {
        // A last sign of life may cross the word that all is over.
        const stays = signs.get(process)?.isFree === true && !isRecord(call);
        signs.set(process, { at: call.start, isFree: stays || isFree(call) });
      }
      continue;
    }
    if (/^(?:Describe|Get|List|Head|BatchGet)/.test(call.operation)) continue;
    const words = `${process.name} sent ${call.operation} at ${Math.round((call.start - began) / 1000)} s`;
    const sign = signs.get(process);
    const silent = sign === undefined ? Infinity : (call.start - sign.at) / 1000;
    if (silent > longest) told.push(`${words}, ${silent.toFixed(1)} s after its last sign of life`);
    if (over.has(process)) told.push(`${words}, when another run had the cluster`);
    if (last !== undefined && last.process !== process) {
      over.add(last.process);
      const apart = (call.start - last.call.start) / 1000;
      if (apart < flight && signs.get(last.process)?.isFree !== true) {
        told.push(`${words}, ${apart.toFixed(1)} s after ${last.process.name}, which had not let go`);
      }
    }
    last = own;
  }
  return told;
}

/** Whether a write had its effect, whatever its sender heard of it. */
function hasLanded({ outcome }: LoggedCall, effect: FaultEffect | undefined): boolean {
  if (outcome === "ok") return true;
  if (effect?.kind === "lose-answer") return outcome === "TimeoutError";
  const isHeard = (effect?.kind === "hang" || effect?.kind === "foreign-answer") && effect.heard === true;
  return isHeard && (outcome === undefined || outcome === "Error");
}

function isRecord({ input }: LoggedCall): boolean {
  return String((Object(input) as { readonly Key?: unknown }).Key).startsWith("records/");
}

/** Whether what was written says that nobody has the cluster. */
function isFree({ input }: LoggedCall): boolean {
  const { Body } = Object(input) as { readonly Body?: unknown };
  const written: unknown = JSON.parse(String(Body));
  return Object(written).holder === undefined;
}
