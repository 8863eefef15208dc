import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const protocol = z.enum(["tcp", "tls", "http", "https"]);

const healthFields = {
  /**
   * How it asks. Default: `http` where a path is given, else `tcp`; for etcd's client port its own health
   * page.
   */
  protocol: z.optional(z.enum(["tcp", "http", "https"])),
  /** Port that it asks. Default: the target port. */
  port: z.optional(z.int()),
  /** Path of an `http` or `https` check. Default `/`. */
  path: z.optional(z.string()),
  /** How many answers make a target healthy, 2 to 10. Default 3. */
  healthyThreshold: z.optional(z.int()),
  /** How many failures make it unhealthy, 2 to 10. Default 3. */
  unhealthyThreshold: z.optional(z.int()),
  /**
   * How long it waits for an answer: seconds, 2 to 120 and less than `interval`. Default 6, less where
   * `interval` is.
   */
  timeout: z.optional(z.int()),
  /** How often it asks: seconds, 5 to 300. Default 10. */
  interval: z.optional(z.int()),
};

/** How a load balancer asks after the health of its targets. */
export interface HealthCheckOptions extends Written<typeof healthFields>, Named {}

const healthSchema: z.ZodMiniType<HealthCheckOptions, HealthCheckOptions> = z.strictObject(healthFields);

const exposureFields = {
  /** Port on which the balancer listens. */
  port: z.int(),
  /** Port on the nodes. Default: the same. */
  targetPort: z.optional(z.int()),
  /**
   * `tcp` and `tls` make a network load balancer, `http` and `https` an application load balancer. Default
   * `tcp`.
   */
  protocol: z._default(protocol, "tcp"),
  /**
   * How the balancer speaks to the nodes. Default: `tcp` behind tcp and tls, `http` behind http and https.
   */
  targetProtocol: z.optional(protocol),
  /** Name of the service. Default: the role's name, with the port where the role exposes several. */
  name: z.optional(z.string()),
  /**
   * Who reaches the balancer. Default: `internet-facing` where the role's subnets are public, else
   * `internal`.
   */
  scheme: z.optional(z.enum(["internal", "internet-facing"])),
  /** Name of a balancer that several exposures share. Default: one for the role. */
  balancer: z.optional(z.string()),
  /** The certificate that a `tls` or `https` listener shows, from ACM. */
  certificateArn: z.optional(z.string()),
  /**
   * Label of its record in the network's private zone; false for none. Default: the service's name, in lower
   * case.
   */
  dns: z.optional(z.union([z.string(), z.literal(false)])),
  /**
   * Ranges that may reach the port. Default: the world when internet-facing, else the network's own range.
   */
  from: z.optional(z.array(z.string())),
  /**
   * Seconds for which a node that leaves, because it is replaced or goes, still answers what it was sent
   * before; nothing new is sent to it. 0 to 3600. Default 300.
   */
  drain: z._default(z.int(), 300),
  /** How the balancer asks after the nodes' health. Default: as its fields say. */
  health: z._default(healthSchema, {}),
};

/** What is said of a port that a load balancer offers. */
export interface ExposureOptions extends Written<typeof exposureFields>, Named {}

/** A port of a role that a load balancer offers under a name. */
export interface Exposure extends Read<typeof exposureFields> {
  readonly targetPort: number;
  readonly targetProtocol: "tcp" | "tls" | "http" | "https";
}

export const exposureSchema: z.ZodMiniType<Exposure, ExposureOptions> = z.pipe(
  z.strictObject(exposureFields),
  z.transform((exposure) => {
    const isWeb = exposure.protocol === "http" || exposure.protocol === "https";
    return {
      ...exposure,
      targetPort: exposure.targetPort ?? exposure.port,
      targetProtocol: exposure.targetProtocol ?? (isWeb ? ("http" as const) : ("tcp" as const)),
    };
  }),
);
