import { z } from "zod";
import { contentFrom, contentSchemas, type Content, type ContentOptions } from "../node/content.ts";
import type { ImageDesign } from "../design.ts";
import { mapEach } from "../map-each.ts";
import { present } from "../present.ts";
import { allowanceSchema, type Allowance } from "./allowance.ts";
import { exposureFrom, exposureSchema, type Exposure, type ExposureOptions } from "./exposure.ts";
import { imageFrom, imageSchema, type Image, type ImageOptions } from "./image.ts";
import { secretUseFrom, secretUseSchema, type SecretUse, type SecretUseOptions } from "./secret-use.ts";
import { updatesSchema, type Updates } from "./updates.ts";

/** What every role has, whatever keeps its nodes alive. */
export interface Role extends Content {
  readonly instanceType: string;
  readonly image: Image;
  /** GiB. */
  readonly rootVolume: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretUse>>;
  readonly expose: readonly Exposure[];
  readonly allow: readonly Allowance[];
  readonly updates: Updates;
  readonly sessionManager: boolean;
  readonly bridgedCredentials: boolean;
  readonly publicKey?: string;
}

export interface RoleOptions extends ContentOptions {
  /** EC2 instance type, such as `t3.medium`. Its family must suit the image's architecture. */
  readonly instanceType?: string;
  /** Operating system. Default: Flatcar stable, x86_64. */
  readonly image?: ImageOptions | ImageDesign["os"];
  /** GiB of the encrypted gp3 root volume. Default 30. */
  readonly rootVolume?: number;
  /** Facts about the role for people, units and placement; become instance tags that the node can read. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Secrets of the blueprint that nodes of the role receive, by name, with the path of their file. */
  readonly secrets?: Readonly<Record<string, SecretUseOptions | string>>;
  /** Ports that a load balancer offers. */
  readonly expose?: readonly ExposureOptions[];
  /** Who else may reach ports of the role. */
  readonly allow?: readonly Allowance[];
  /** Default `{ strategy: "off" }`. */
  readonly updates?: Updates;
  /** Whether people may open Session Manager sessions. Default true, but on Fedora CoreOS, which ships no agent for it. */
  readonly sessionManager?: boolean;
  /** Whether containers on a bridge network may use the node's role. Default false. */
  readonly bridgedCredentials?: boolean;
  /** A public SSH key to import. Default none: Session Manager needs none. */
  readonly publicKey?: string;
}

export const roleSchema = {
  instanceType: z.string(),
  image: imageSchema,
  rootVolume: z.int(),
  metadata: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), secretUseSchema),
  expose: z.array(exposureSchema),
  allow: z.array(allowanceSchema),
  updates: updatesSchema,
  sessionManager: z.boolean(),
  bridgedCredentials: z.boolean(),
  publicKey: z.string().optional(),
  ...contentSchemas,
};

/** A role's fields with their defaults filled in. */
export function roleFrom(options: RoleOptions, usualType: string): Role {
  const { image, secrets = {}, expose = [] } = options;
  const { metadata = {}, allow = [], rootVolume = 30, bridgedCredentials = false, publicKey } = options;
  const chosen = imageFrom(image);
  // Fedora CoreOS ships no agent for it, by policy.
  const { sessionManager = chosen.os !== "fedora-coreos" } = options;
  const architecture = typeof image === "object" ? image?.architecture : undefined;
  return {
    instanceType: options.instanceType ?? (architecture === "arm64" ? usualType.replace("t3.", "t4g.") : usualType),
    image: chosen,
    rootVolume,
    metadata,
    secrets: Object.fromEntries(Object.entries(secrets ?? {}).map(([name, use]) => [name, secretUseFrom(use)])),
    expose: mapEach(expose, exposureFrom),
    allow,
    updates: options.updates ?? { strategy: "off" },
    sessionManager,
    bridgedCredentials,
    ...contentFrom(options),
    ...present({ publicKey }),
  };
}

const roleFields = new Set(Object.keys(roleSchema));

/** The fields of options that a role does not know: kept, so that the diagnosis can name them. */
export function beyondRole(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([field]) => !roleFields.has(field)));
}
