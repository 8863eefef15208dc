import { checkOptions, valueLike } from "@drydock/systemd/ground";
import type { TargetName } from "@drydock/ignition";
import type { Image } from "../cluster/image.ts";

const systems = ["flatcar", "fedora-coreos", "ubuntu", "amazon-linux"] as const satisfies readonly Image["os"][];

/** What the node layer has to know of an operating system. */
export interface OsProfile {
  readonly reads:
    | { readonly format: "ignition"; readonly target: TargetName }
    | { readonly format: "cloud-config"; readonly cloudInit: string };
  /** How etcd runs: Flatcar's own unit, a podman quadlet, or docker in a unit of ours. */
  readonly etcd: "etcd-member" | "quadlet" | "docker";
  /** Owner of etcd's data and keys on the node. */
  readonly etcdOwner: string;
  /** Packages that the scripts and containers need. */
  readonly packages: readonly string[];
}

function flatcar(target: TargetName): OsProfile {
  return {
    reads: { format: "ignition", target },
    etcd: "etcd-member",
    etcdOwner: "etcd:etcd",
    packages: [],
  };
}

const imageShape = valueLike<Pick<Image, "os">>(
  (value) => typeof value === "object" && value !== null && "os" in value && systems.some((os) => os === value.os),
  "an image, made by imageFrom(...)",
);

/**
 * The profile of an image. The oldest release that a channel may still serve decides what its config may use.
 *
 * @example
 * ```ts
 * import { imageFrom, osProfile } from "@drydock/core";
 *
 * console.log(osProfile(imageFrom("ubuntu")).etcd); // docker
 * console.log(osProfile(imageFrom("flatcar")).reads); // { format: 'ignition', target: 'flatcar-4593' }
 * ```
 */
export function osProfile(image: Pick<Image, "os" | "channel" | "pin">): OsProfile {
  checkOptions("osProfile", imageShape, image);
  const { os, channel, pin } = image;
  switch (os) {
    case "flatcar":
      return flatcar(flatcarTarget(channel, pin !== undefined && "release" in pin ? pin.release : undefined));
    case "fedora-coreos":
      return {
        reads: { format: "ignition", target: "fedora-coreos-44" },
        etcd: "quadlet",
        etcdOwner: "root:root",
        packages: [],
      };
    case "ubuntu":
      return {
        reads: { format: "cloud-config", cloudInit: "22.4.2" },
        etcd: "docker",
        etcdOwner: "root:root",
        packages: ["curl", "docker.io", "jq"],
      };
    case "amazon-linux":
      return {
        reads: { format: "cloud-config", cloudInit: "22.4.2" },
        etcd: "docker",
        etcdOwner: "root:root",
        packages: ["docker", "jq"],
      };
  }
}

function flatcarTarget(channel: string, release: string | undefined): TargetName {
  const major = Number(release?.split(".")[0] ?? (channel === "lts" ? 4081 : 4593));
  if (major >= 4593) return "flatcar-4593";
  if (major >= 4230) return "flatcar-4230";
  if (major >= 4081) return "flatcar-4081";
  return major >= 3815 ? "flatcar-3815" : "flatcar-3510";
}
