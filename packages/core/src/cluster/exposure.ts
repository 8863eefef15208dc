import * as z from "zod";
import type { Read } from "../written.ts";

const protocol = z.enum(["tcp", "tls", "http", "https"]);

export const healthSchema = z.strictObject({
  protocol: z.enum(["tcp", "http", "https"]).optional(),
  port: z.int().optional(),
  path: z.string().optional(),
  healthyThreshold: z.int().optional(),
  unhealthyThreshold: z.int().optional(),
  timeout: z.int().optional(),
  interval: z.int().optional(),
});

export const exposureFields = z.strictObject({
  port: z.int(),
  targetPort: z.int().optional(),
  protocol: protocol.default("tcp"),
  targetProtocol: protocol.optional(),
  name: z.string().optional(),
  scheme: z.enum(["internal", "internet-facing"]).optional(),
  balancer: z.string().optional(),
  certificateArn: z.string().optional(),
  dns: z.union([z.string(), z.literal(false)]).optional(),
  from: z.array(z.string()).optional(),
  health: healthSchema.default({}),
});

/** How a load balancer asks after the health of its targets. */
export interface HealthCheckOptions {
  /** Default: `http` where a path is given, else `tcp`; for etcd's client port its own health page. */
  readonly protocol?: "tcp" | "http" | "https" | undefined;
  /** Default: the target port. */
  readonly port?: number | undefined;
  /** Path of an `http` or `https` check. Default `/`. */
  readonly path?: string | undefined;
  /** Answers that make a target healthy, 2 to 10. Default 3. */
  readonly healthyThreshold?: number | undefined;
  /** Failures that make it unhealthy, 2 to 10. Default 3. */
  readonly unhealthyThreshold?: number | undefined;
  /** Seconds, 2 to 120 and less than `interval`. Default 6. */
  readonly timeout?: number | undefined;
  /** Seconds, 5 to 300. Default 10. */
  readonly interval?: number | undefined;
}

/** What is said of a port that a load balancer offers. */
export interface ExposureOptions {
  /** Port on which the balancer listens. */
  readonly port: number;
  /** Port on the nodes. Default: the same. */
  readonly targetPort?: number | undefined;
  /**
   * `tcp` and `tls` make a network load balancer, `http` and `https` an application load balancer. Default
   * `tcp`.
   */
  readonly protocol?: "tcp" | "tls" | "http" | "https" | undefined;
  /**
   * How the balancer speaks to the nodes. Default: `tcp` behind tcp and tls, `http` behind http and https.
   */
  readonly targetProtocol?: "tcp" | "tls" | "http" | "https" | undefined;
  /** Name of the service. Default: the role's name, with the port where the role exposes several. */
  readonly name?: string | undefined;
  /** Default: `internet-facing` where the role's subnets are public, else `internal`. */
  readonly scheme?: "internal" | "internet-facing" | undefined;
  /** Name of a balancer that several exposures share. Default: one for the role. */
  readonly balancer?: string | undefined;
  /** The certificate that a `tls` or `https` listener shows, from ACM. */
  readonly certificateArn?: string | undefined;
  /** Label of its record in the network's private zone; false for none. Default: the service's name. */
  readonly dns?: string | false | undefined;
  /**
   * Ranges that may reach the port. Default: the world when internet-facing, else the network's own range.
   */
  readonly from?: readonly string[] | undefined;
  /** How the balancer asks after the nodes' health. */
  readonly health?: HealthCheckOptions | undefined;
}

/** A port of a role that a load balancer offers under a name. */
export interface Exposure extends Read<typeof exposureFields> {
  readonly targetPort: number;
  readonly targetProtocol: "tcp" | "tls" | "http" | "https";
}

export const exposureSchema: z.ZodType<Exposure, ExposureOptions> = exposureFields.transform((exposure) => {
  const isWeb = exposure.protocol === "http" || exposure.protocol === "https";
  return {
    ...exposure,
    targetPort: exposure.targetPort ?? exposure.port,
    targetProtocol: exposure.targetProtocol ?? (isWeb ? ("http" as const) : ("tcp" as const)),
  };
});
