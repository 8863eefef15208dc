import * as z from "zod/mini";
import { contentFields, type ContentOptions } from "../node/content.ts";
import { recordOf } from "../record-of.ts";
import { tagsSchema } from "../tags.ts";
import type { Written } from "../written.ts";
import { allowanceSchema } from "./allowance.ts";
import { exposureSchema } from "./exposure.ts";
import { imageSchema } from "./image.ts";
import { secretUseSchema } from "./secret-use.ts";
import { updatesSchema } from "./updates.ts";

const fields = {
  /**
   * EC2 instance type, such as `t3.medium`. Its family must suit the image's architecture. Default `t3.small`
   * for members of etcd, `t3.medium` for others; on arm64 the `t4g` of that size.
   */
  instanceType: z.optional(z.string()),
  /** Operating system. Default: Flatcar stable, x86_64. */
  image: z.prefault(imageSchema, "flatcar"),
  /** GiB of the encrypted gp3 root volume, 10 to 16384. Default 30. */
  rootVolume: z._default(z.int(), 30),
  /** Facts about the role for people, units and placement; become instance tags that the node can read. */
  metadata: z._default(tagsSchema, {}),
  /** Secrets of the blueprint that nodes of the role receive, by name, with the path of their file. */
  secrets: z._default(
    recordOf(secretUseSchema, {
      what: "name of a secret",
      remedy: "Name a secret that the blueprint declares.",
      rule: "secret-name",
    }),
    {},
  ),
  /** Ports that a load balancer offers. */
  expose: z._default(z.array(exposureSchema), []),
  /** Who else may reach ports of the role. */
  allow: z._default(z.array(allowanceSchema), []),
  /** When the nodes reboot into a new version of their system. Default `{ strategy: "off" }`. */
  updates: z._default(updatesSchema, { strategy: "off" }),
  /**
   * Whether people may open Session Manager sessions. Default true, but on Fedora CoreOS, which ships no
   * agent for it.
   */
  sessionManager: z.optional(z.boolean()),
  /** Whether containers on a bridge network may use the node's role. Default false. */
  bridgedCredentials: z._default(z.boolean(), false),
  /** A public SSH key to import. Default none: Session Manager needs none. */
  publicKey: z.optional(z.string()),
};

/** What every role has, whatever keeps its nodes alive. */
export const roleFields = { ...fields, ...contentFields };

/** What is said of every role. */
export interface RoleOptions extends Written<typeof fields>, ContentOptions {}

/** Fills in the defaults of a role that depend on its image. */
export function filledFrom(usualType: `t3.${string}`) {
  return <Given extends Pick<z.output<z.ZodMiniObject<typeof fields>>, "image" | "instanceType" | "sessionManager">>(
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
