import * as z from "zod";
import { contentFields, type ContentOptions } from "../node/content.ts";
import { tagsSchema } from "../tags.ts";
import { allowanceSchema, type Allowance } from "./allowance.ts";
import { exposureSchema, type ExposureOptions } from "./exposure.ts";
import { imageSchema, type ImageOptions } from "./image.ts";
import { secretUseSchema, type SecretUseOptions } from "./secret-use.ts";
import { updatesSchema, type Updates } from "./updates.ts";

/** What every role has, whatever keeps its nodes alive. */
export const roleFields = {
  instanceType: z.string().optional(),
  image: imageSchema.prefault("flatcar"),
  rootVolume: z.int().default(30),
  metadata: tagsSchema.default({}),
  secrets: z.record(z.string(), secretUseSchema).default({}),
  expose: z.array(exposureSchema).default([]),
  allow: z.array(allowanceSchema).default([]),
  updates: updatesSchema.default({ strategy: "off" }),
  sessionManager: z.boolean().optional(),
  bridgedCredentials: z.boolean().default(false),
  publicKey: z.string().optional(),
  ...contentFields,
};
export const roleSchema = z.strictObject(roleFields);

/** What is said of every role. */
export interface RoleOptions extends ContentOptions {
  /**
   * EC2 instance type, such as `t3.medium`. Its family must suit the image's architecture. Default `t3.small`
   * for members of etcd, `t3.medium` for others; on arm64 the `t4g` of that size.
   */
  readonly instanceType?: string | undefined;
  /** Operating system. Default: Flatcar stable, x86_64. */
  readonly image?: ImageOptions | ImageOptions["os"] | undefined;
  /** GiB of the encrypted gp3 root volume, 10 to 16384. Default 30. */
  readonly rootVolume?: number | undefined;
  /** Facts about the role for people, units and placement; become instance tags that the node can read. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Secrets of the blueprint that nodes of the role receive, by name, with the path of their file. */
  readonly secrets?: Readonly<Record<string, SecretUseOptions | string>> | undefined;
  /** Ports that a load balancer offers. */
  readonly expose?: readonly ExposureOptions[] | undefined;
  /** Who else may reach ports of the role. */
  readonly allow?: readonly Allowance[] | undefined;
  /** When the nodes reboot into a new version of their system. Default `{ strategy: "off" }`. */
  readonly updates?: Updates | undefined;
  /**
   * Whether people may open Session Manager sessions. Default true, but on Fedora CoreOS, which ships no
   * agent for it.
   */
  readonly sessionManager?: boolean | undefined;
  /** Whether containers on a bridge network may use the node's role. Default false. */
  readonly bridgedCredentials?: boolean | undefined;
  /** A public SSH key to import. Default none: Session Manager needs none. */
  readonly publicKey?: string | undefined;
}

/** Fills in the defaults of a role that depend on its image. */
export function filledFrom(usualType: `t3.${string}`) {
  return <Given extends Pick<z.output<typeof roleSchema>, "image" | "instanceType" | "sessionManager">>(
    given: Given,
  ) => {
    const { image, instanceType, sessionManager } = given;
    return {
      ...given,
      instanceType: instanceType ?? (image.architecture === "arm64" ? usualType.replace("t3.", "t4g.") : usualType),
      // Fedora CoreOS ships no agent for it, by policy.
      sessionManager: sessionManager ?? image.os !== "fedora-coreos",
    };
  };
}
