import { hexDigest } from "@drydock/systemd/ground";
import { base64Url } from "./data-resource.ts";
import { gzip } from "./gzip.ts";
import type { Config } from "../spec/ignition-config.ts";

/**
 * A config that stands for `inner`, the text of another one: it carries it packed and hashed, and Ignition
 * (2.3.0 and later) unpacks it, checks the hash and puts it in its own place. The one compression of user
 * data that works on AWS, where Ignition's provider never unpacks user data itself (coreos/ignition#1100).
 */
export function envelope(inner: string): Config {
  return {
    ignition: {
      version: "3.1.0",
      config: {
        replace: {
          source: base64Url(gzip(Buffer.from(inner))),
          compression: "gzip",
          verification: { hash: `sha512-${hexDigest("sha512", inner)}` },
        },
      },
    },
  };
}
