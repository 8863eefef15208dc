import { z } from "zod";
import type { ImageDesign } from "../design.ts";
import { present } from "../present.ts";

/** An operating system image: which system, which channel of it, which architecture, and a pin if it must not move. */
export interface Image {
  readonly os: ImageDesign["os"];
  readonly channel: string;
  readonly architecture: ImageDesign["architecture"];
  readonly pin?: { readonly release: string } | { readonly id: string };
}

export interface ImageOptions {
  readonly os: ImageDesign["os"];
  /** Default: `stable` for Flatcar and Fedora CoreOS, `24.04` for Ubuntu, `al2023` for Amazon Linux. */
  readonly channel?: string;
  /** Default `x86_64`. */
  readonly architecture?: ImageDesign["architecture"];
  /** A release, or a provider's image id, that is used instead of the channel's newest. */
  readonly pin?: { readonly release: string } | { readonly id: string };
}

/** Channels of each system; the first is the default. Ubuntu 22.04 is none: its curl 7.81 does not sign the headers that AWS wants (7.86 does). */
export const channels = {
  flatcar: ["stable", "beta", "alpha", "lts"],
  "fedora-coreos": ["stable", "testing", "next"],
  ubuntu: ["24.04", "26.04"],
  "amazon-linux": ["al2023"],
} as const satisfies Record<ImageDesign["os"], readonly [string, ...string[]]>;

export const imageSchema = z.strictObject({
  os: z.enum(["flatcar", "fedora-coreos", "ubuntu", "amazon-linux"]),
  channel: z.string(),
  architecture: z.enum(["x86_64", "arm64"]),
  pin: z.union([z.strictObject({ release: z.string() }), z.strictObject({ id: z.string() })]).optional(),
});

/** The image that options, or the bare name of a system, stand for. */
export function imageFrom(options: ImageOptions | ImageDesign["os"] | undefined): Image {
  const {
    os,
    channel,
    architecture = "x86_64",
    pin,
    ...unknown
  } = typeof options === "object" && options !== null ? options : { os: options ?? "flatcar" };
  const usual = Object.hasOwn(channels, os) ? channels[os][0] : "stable";
  return { os, channel: channel ?? usual, architecture, ...present({ pin }), ...unknown };
}
