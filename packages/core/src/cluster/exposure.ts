import { z } from "zod";
import { present } from "../present.ts";

type ExposureProtocol = "tcp" | "tls" | "http" | "https";

/** A port of a role that a load balancer offers under a name. */
export interface Exposure {
  /** Port on which the balancer listens. */
  readonly port: number;
  /** Port on the nodes. */
  readonly targetPort: number;
  readonly protocol: ExposureProtocol;
  /** How the balancer speaks to the nodes. */
  readonly targetProtocol: ExposureProtocol;
  /** Name of the service among the cluster's outputs, of its target group and of its record. */
  readonly name?: string;
  readonly scheme?: "internal" | "internet-facing";
  /** Name of a balancer that several exposures share. */
  readonly balancer?: string;
  readonly certificateArn?: string;
  /** Label of its record in the network's private zone; false for none. */
  readonly dns?: string | false;
  /** Ranges that may reach the port. */
  readonly from?: readonly string[];
  readonly health: HealthCheckOptions;
}

export interface ExposureOptions {
  /** Port on which the balancer listens. */
  readonly port: number;
  /** Port on the nodes. Default: the same. */
  readonly targetPort?: number;
  /** `tcp` and `tls` make a network load balancer, `http` and `https` an application load balancer. Default `tcp`. */
  readonly protocol?: ExposureProtocol;
  /** How the balancer speaks to the nodes. Default: `tcp` behind tcp and tls, `http` behind http and https. */
  readonly targetProtocol?: ExposureProtocol;
  /** Default: the role's name, with the port where the role exposes several. */
  readonly name?: string;
  /** Default: `internet-facing` where the role's subnets are public, else `internal`. */
  readonly scheme?: "internal" | "internet-facing";
  /** Name of a balancer that several exposures share. Default: one for the role. */
  readonly balancer?: string;
  /** The certificate that a `tls` or `https` listener shows, from ACM. */
  readonly certificateArn?: string;
  /** Label of its record in the network's private zone; false for none. Default: the service's name. */
  readonly dns?: string | false;
  /** Ranges that may reach the port. Default: the world when internet-facing, else the network's own range. */
  readonly from?: readonly string[];
  readonly health?: HealthCheckOptions;
}

export interface HealthCheckOptions {
  /** Default: `http` where a path is given, else `tcp`; for etcd's client port its own health page. */
  readonly protocol?: "tcp" | "http" | "https";
  /** Default: the target port. */
  readonly port?: number;
  /** Path of an `http` or `https` check. Default `/`. */
  readonly path?: string;
  /** Answers that make a target healthy. Default 3. */
  readonly healthyThreshold?: number;
  /** Failures that make it unhealthy. Default 3. */
  readonly unhealthyThreshold?: number;
  /** Seconds, less than `interval`. Default 6. */
  readonly timeout?: number;
  /** Seconds, 5 to 300. Default 10. */
  readonly interval?: number;
}

const protocol = z.enum(["tcp", "tls", "http", "https"]);

export const exposureSchema = z.strictObject({
  port: z.int(),
  targetPort: z.int(),
  protocol,
  targetProtocol: protocol,
  name: z.string().optional(),
  scheme: z.enum(["internal", "internet-facing"]).optional(),
  balancer: z.string().optional(),
  certificateArn: z.string().optional(),
  dns: z.union([z.string(), z.literal(false)]).optional(),
  from: z.array(z.string()).optional(),
  health: z.strictObject({
    protocol: z.enum(["tcp", "http", "https"]).optional(),
    port: z.int().optional(),
    path: z.string().optional(),
    healthyThreshold: z.int().optional(),
    unhealthyThreshold: z.int().optional(),
    timeout: z.int().optional(),
    interval: z.int().optional(),
  }),
});

/** An exposure with its defaults filled in. */
export function exposureFrom(options: ExposureOptions): Exposure {
  const { port, targetPort = port, protocol = "tcp", targetProtocol, health = {}, ...rest } = options ?? {};
  const behind = protocol === "http" || protocol === "https" ? ("http" as const) : ("tcp" as const);
  return { port, targetPort, protocol, targetProtocol: targetProtocol ?? behind, health, ...present(rest) };
}
