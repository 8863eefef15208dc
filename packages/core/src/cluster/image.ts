import * as z from "zod/mini";
import { built } from "../built.ts";
import { quote, useOneOf, type Finding } from "../finding.ts";
import type { Named, Read, Written } from "../written.ts";

/**
 * Channels of each system; the first is the default. Ubuntu 22.04 is none: its curl 7.81 does not sign the
 * headers that AWS wants (7.86 does).
 */
const channels = {
  flatcar: ["stable", "beta", "alpha", "lts"],
  "fedora-coreos": ["stable", "testing", "next"],
  ubuntu: ["24.04", "26.04"],
  "amazon-linux": ["al2023"],
} as const;

const releaseFields = {
  /** A release of the channel, such as `4593.2.0` of Flatcar. */
  release: z.string(),
};
const idFields = {
  /** The image's id, such as `ami-0123456789abcdef0`. */
  id: z.string(),
};

/** An image that does not move: a release, or a provider's image id. */
type Pin = Written<typeof releaseFields> | Written<typeof idFields>;

const pinSchema: z.ZodMiniType<Pin, Pin> = z.union([z.strictObject(releaseFields), z.strictObject(idFields)]);

const imageFields = {
  /** The operating system. */
  os: z.enum(["flatcar", "fedora-coreos", "ubuntu", "amazon-linux"]),
  /**
   * Which releases are followed. Default: `stable` for Flatcar and Fedora CoreOS, `24.04` for Ubuntu,
   * `al2023` for Amazon Linux.
   */
  channel: z.optional(z.string()),
  /** What the machines' processors are. Default `x86_64`. */
  architecture: z._default(z.enum(["x86_64", "arm64"]), "x86_64"),
  /** A release, or a provider's image id, that is used instead of the channel's newest. */
  pin: z.optional(pinSchema),
};

/** What is said of an image. */
export interface ImageOptions extends Written<typeof imageFields>, Named {}

/**
 * An operating system image: which system, which channel of it, which architecture, and a pin if it must not
 * move.
 */
export interface Image extends Read<typeof imageFields> {
  readonly channel: string;
}

/** An image, or the bare name of its system. */
export const imageSchema: z.ZodMiniType<Image, ImageOptions | Image["os"]> = z.pipe(
  z.transform((image: ImageOptions | Image["os"]) => (typeof image === "string" ? { os: image } : image)),
  z.pipe(
    z.strictObject(imageFields),
    z.transform((image) => ({ ...image, channel: image.channel ?? channels[image.os][0] })),
  ),
);

/** The image of a role with everything computed. */
export interface ImageDesign {
  readonly os: "flatcar" | "fedora-coreos" | "ubuntu" | "amazon-linux";
  /** `stable`, `lts`, `24.04`, `al2023`. */
  readonly channel: string;
  readonly architecture: "x86_64" | "arm64";
  /** A pinned image: by release, or by its provider's id. */
  readonly pin: { readonly release: string } | { readonly id: string } | undefined;
}

/**
 * The image that options, or the bare name of a system, stand for. Default: Flatcar stable, x86_64.
 *
 * @example
 * ```ts
 * import { imageFrom } from "@drydock/core";
 *
 * console.log(imageFrom("ubuntu").channel); // 24.04
 * ```
 */
export function imageFrom(options: ImageOptions | Image["os"] = "flatcar"): Image {
  return built(imageSchema, options);
}

/** An image: a channel that its system has, and an id that reads as one. */
export function* imageRules({ os, channel, pin }: Image, path: string): Iterable<Finding> {
  const known: readonly string[] = channels[os];
  if (!known.includes(channel)) {
    yield {
      path: `${path}.channel`,
      message: `${os} has no channel ${quote(channel)}`,
      remedy: useOneOf(channel, known),
      rule: "image-channel",
    };
  }
  if (pin !== undefined && "id" in pin && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(pin.id)) {
    yield {
      path: `${path}.pin.id`,
      message: `${quote(pin.id)} is no id of an image`,
      remedy: "Write it as ami-0123456789abcdef0.",
      rule: "image-id",
    };
  }
}
