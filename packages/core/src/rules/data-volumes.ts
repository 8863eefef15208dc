import type { Rule } from "./examined.ts";
import { quote } from "./finding.ts";

/** Data volumes: a size that gp3 takes, a label that ext4 takes, a mount point that may be covered. */
export const dataVolumes: Rule = function* ({ roles }) {
  for (const { path, spec } of roles) {
    if (spec.kind === "workers" || spec.volume === "none") continue;
    const { size, label, mount } = spec.volume;
    const at = `${path}.volume`;
    if (size < 1 || size > 16_384) {
      yield {
        path: `${at}.size`,
        message: `a gp3 volume has 1 to 16384 GiB, not ${size}`,
        remedy: "Give GiB; 20 is ample for etcd.",
        rule: "volume-size",
      };
    }
    if (!/^[A-Za-z0-9_.-]{1,16}$/.test(label)) {
      yield {
        path: `${at}.label`,
        message: `${quote(label)} is no label of a file system`,
        remedy: "Use 1 to 16 letters, digits, dots, hyphens and underscores.",
        rule: "volume-label",
      };
    }
    if (
      !/^(\/[A-Za-z0-9_.@-]+)+$/.test(mount) ||
      /\/\.\.?(\/|$)/.test(mount) ||
      /^\/(usr|etc|boot|proc|sys|dev|run)(\/|$)/.test(mount)
    ) {
      yield {
        path: `${at}.mount`,
        message: `${quote(mount)} is no place to mount data at`,
        remedy: "Give an absolute path below /var, /srv or /opt.",
        rule: "volume-mount",
      };
    }
  }
};
