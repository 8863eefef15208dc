import * as z from "zod";
import type { Named, Read, Written } from "../written.ts";

const protocol = z.enum(["tcp", "tls", "http", "https"]);

const healthFields = {
  /** Default: `http` where a path is given, else `tcp`; for etcd's client port its own health page. */
  protocol: z.enum(["tcp", "http", "https"]).optional(),
  /** Default: the target port. */
  port: z.int().optional(),
  /** Path of an `http` or `https` check. Default `/`. */
  path: z.string().optional(),
  /** Answers that make a target healthy, 2 to 10. Default 3. */
  healthyThreshold: z.int().optional(),
  /** Failures that make it unhealthy, 2 to 10. Default 3. */
  unhealthyThreshold: z.int().optional(),
  /** Seconds, 2 to 120 and less than `interval`. Default 6. */
  timeout: z.int().optional(),
  /** Seconds, 5 to 300. Default 10. */
  interval: z.int().optional(),
};

/** How a load balancer asks after the health of its targets. */
export interface HealthCheckOptions extends Written<typeof healthFields>, Named {}

const healthSchema: z.ZodType<HealthCheckOptions, HealthCheckOptions> = z.strictObject(healthFields);

const exposureFields = {
  /** Port on which the balancer listens. */
  port: z.int(),
  /** Port on the nodes. Default: the same. */
  targetPort: z.int().optional(),
  /**
   * `tcp` and `tls` make a network load balancer, `http` and `https` an application load balancer. Default
   * `tcp`.
   */
  protocol: protocol.default("tcp"),
  /**
   * How the balancer speaks to the nodes. Default: `tcp` behind tcp and tls, `http` behind http and https.
   */
  targetProtocol: protocol.optional(),
  /** Name of the service. Default: the role's name, with the port where the role exposes several. */
  name: z.string().optional(),
  /** Default: `internet-facing` where the role's subnets are public, else `internal`. */
  scheme: z.enum(["internal", "internet-facing"]).optional(),
  /** Name of a balancer that several exposures share. Default: one for the role. */
  balancer: z.string().optional(),
  /** The certificate that a `tls` or `https` listener shows, from ACM. */
  certificateArn: z.string().optional(),
  /** Label of its record in the network's private zone; false for none. Default: the service's name. */
  dns: z.union([z.string(), z.literal(false)]).optional(),
  /**
   * Ranges that may reach the port. Default: the world when internet-facing, else the network's own range.
   */
  from: z.array(z.string()).optional(),
  /** How the balancer asks after the nodes' health. */
  health: healthSchema.default({}),
};

/** What is said of a port that a load balancer offers. */
export interface ExposureOptions extends Written<typeof exposureFields>, Named {}

/** A port of a role that a load balancer offers under a name. */
export interface Exposure extends Read<typeof exposureFields> {
  readonly targetPort: number;
  readonly targetProtocol: "tcp" | "tls" | "http" | "https";
}

export const exposureSchema: z.ZodType<Exposure, ExposureOptions> = z
  .strictObject(exposureFields)
  .transform((exposure) => {
    const isWeb = exposure.protocol === "http" || exposure.protocol === "https";
    return {
      ...exposure,
      targetPort: exposure.targetPort ?? exposure.port,
      targetProtocol: exposure.targetProtocol ?? (isWeb ? ("http" as const) : ("tcp" as const)),
    };
  });
