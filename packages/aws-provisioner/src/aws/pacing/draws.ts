import { type Call, isReading } from "../sending/call.ts";
import type { Rate } from "./rate.ts";
import { serviceRates } from "./rates.ts";

/** What a call takes from one bucket. */
export interface Draw {
  /** Whose bucket it is, within an account and region: `ec2 RunInstances`. */
  readonly bucket: string;
  readonly rate: Rate;
  readonly amount: number;
  /** Whether its tokens stand for resources, and not for requests. */
  readonly ofResources?: true;
}

/**
 * The buckets from which a call draws, those that are its own before those that it shares, so that nothing is
 * taken from others while it waits for its own.
 */
export function drawsOf(call: Call): readonly Draw[] {
  const { service, operation, input = {} } = call;
  const { all, groups = [], actions = {}, reading, changing, resources = {} } = serviceRates[service];
  const group = groups.find(({ has }) => has(operation, input));
  const named = Object.hasOwn(actions, operation) ? actions[operation] : undefined;
  const own = group?.rate ?? named ?? (isReading(call) ? reading : changing);
  const made = Object.hasOwn(resources, operation) ? resources[operation] : undefined;
  return [
    ...(own === undefined ? [] : [{ bucket: `${service} ${group?.name ?? operation}`, rate: own, amount: 1 }]),
    ...(made === undefined
      ? []
      : [
          {
            bucket: `${service} ${operation}: resources`,
            rate: made.rate,
            amount: made.count(input),
            ofResources: true as const,
          },
        ]),
    ...(all === undefined ? [] : [{ bucket: service, rate: all, amount: 1 }]),
  ];
}
