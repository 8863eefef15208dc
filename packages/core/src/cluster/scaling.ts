import * as z from "zod/mini";
import { recordOf } from "../record-of.ts";
import type { Named, Read, Written } from "../written.ts";
import type { NamedRole } from "./named-role.ts";
import type { Service } from "./service.ts";

const size = z.int().check(z.maximum(2_147_483_647));

const scheduleFields = {
  /**
   * When, again and again: minute, hour, day of the month, month and day of the week, such as
   * `0 8 * * MON-FRI`. Either this or `at`.
   */
  cron: z.optional(z.string()),
  /** When, once: an instant in UTC, such as `2027-03-01T08:00:00Z`. One that has passed is left out. */
  at: z.optional(z.string()),
  /** Time zone of `cron`, such as `Europe/Berlin`. Default: UTC. */
  zone: z.optional(z.string()),
  /** Fewest nodes from then on. Default: as before. */
  min: z.optional(size),
  /** Most nodes from then on. Default: as before. */
  max: z.optional(size),
  /** How many nodes there are to be then. Default: as before, within the bounds. */
  desired: z.optional(size),
};

/** Sizes that a pool takes at a time. At least one of them is given. */
export interface ScheduleOptions extends Written<typeof scheduleFields>, Named {}

const scheduleSchema: z.ZodMiniType<ScheduleOptions, ScheduleOptions> = z.strictObject(scheduleFields);

const scalingFields = {
  /**
   * Percent of the nodes' processors, on average, that nodes are added and taken away to come to: 1 to 100.
   */
  cpu: z.optional(z.number()),
  /**
   * Requests a minute for each node that nodes are added and taken away to come to: 1 to 10,000,000. Needs an
   * exposed `http` or `https` port.
   */
  requests: z.optional(z.int()),
  /** Name of the service whose requests count. Default: the only `http` or `https` one of the pool. */
  service: z.optional(z.string()),
  /** Sizes that the pool takes at a time, by names of one's own, such as `morning`. Default: none. */
  schedules: z._default(
    recordOf(scheduleSchema, {
      what: "name of a schedule",
      remedy: "Name it by letters, such as morning.",
      rule: "schedule-name",
    }),
    {},
  ),
  /**
   * That something other than AWS, such as an autoscaler among the nodes, moves their number. Default:
   * nothing.
   */
  elsewhere: z.optional(z.literal(true)),
};

/**
 * What moves the number of nodes of a pool, between `size.min` and `size.max`. At least one of them is given.
 */
export interface ScalingOptions extends Written<typeof scalingFields>, Named {}

/** What moves the number of nodes of a pool, as it is read. */
export interface Scaling extends Read<typeof scalingFields> {}

export const scalingSchema: z.ZodMiniType<Scaling, ScalingOptions> = z.strictObject(scalingFields);

/** What moves the number of nodes of a group. */
export interface ScalingDesign {
  /** Percent. */
  readonly cpu: number | undefined;
  /** How many a minute for each node, and of which service. */
  readonly requests: { readonly target: number; readonly service: string } | undefined;
  readonly schedules: readonly ScheduleDesign[];
}

/** Sizes at a time: again and again where there is a `cron`, otherwise once. */
export interface ScheduleDesign {
  readonly name: string;
  /**
   * An instant as `Date.toISOString` writes it, or five fields with their time zone, where that is not UTC.
   */
  readonly time: { readonly at: string } | { readonly cron: string; readonly zone: string | undefined };
  readonly sizes: {
    readonly min: number | undefined;
    readonly max: number | undefined;
    readonly desired: number | undefined;
  };
}

/** Names of UTC, which is the time of a schedule that names no zone. */
const universal: readonly (string | undefined)[] = ["UTC", "Etc/UTC"];

/** What moves the nodes of a role; undefined where nothing does. */
export function scalingDesign({ spec, path }: NamedRole, services: readonly Service[]): ScalingDesign | undefined {
  if (spec.kind !== "workers" || spec.scaling === undefined) return undefined;
  const { cpu, requests, schedules } = spec.scaling;
  const service = countedService(spec.scaling, webServices(path, services))?.name;
  return {
    cpu,
    requests: requests === undefined || service === undefined ? undefined : { target: requests, service },
    schedules: Object.entries(schedules).map(([name, { cron, at = "", zone, min, max, desired }]) => ({
      name,
      time:
        cron === undefined
          ? { at: instantOf(at) }
          : { cron: cron.trim().split(/\s+/).join(" "), zone: universal.includes(zone) ? undefined : zone },
      sizes: { min, max, desired },
    })),
  };
}

/** An instant in one form; what is none is left to the rules. */
function instantOf(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : new Date(time).toISOString();
}

/** The services of a role whose requests a balancer counts. */
export function webServices(path: string, services: readonly Service[]): readonly Service[] {
  return services.filter(({ role, type }) => role.path === path && type === "application");
}

/** The service whose requests count: that of the name, or the only one. */
export function countedService({ service }: Pick<Scaling, "service">, web: readonly Service[]): Service | undefined {
  if (service !== undefined) return web.find(({ name }) => name === service);
  return new Set(web.map(({ name }) => name)).size === 1 ? web[0] : undefined;
}
