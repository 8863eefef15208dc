import * as z from "zod/mini";
import { quote, type Finding } from "../finding.ts";
import { isWindowStart } from "../node/update-window.ts";
import type { Named, Written } from "../written.ts";
import type { Image } from "./image.ts";

const windowFields = {
  /** Start in UTC, `05:30`, or on one day of the week, `Sun 05:30`. */
  start: z.string(),
  /** Length in minutes, 10 to 1440. */
  minutes: z.int(),
};

/** A window of time for reboots. */
export interface UpdateWindow extends Written<typeof windowFields>, Named {}

const windowSchema: z.ZodMiniType<UpdateWindow, UpdateWindow> = z.strictObject(windowFields);

const offFields = {
  /** With `off`, nodes do not reboot by themselves. */
  strategy: z.literal("off"),
};
const rebootFields = {
  /** With `reboot`, they do once they have a new version. */
  strategy: z.literal("reboot"),
  /** When nodes may reboot. Default: at any time, which several members of etcd may not. */
  window: z.optional(windowSchema),
};

/**
 * When nodes of a role reboot into a new version of their system. Reboots stay inside the window, if there is
 * one; members and machines take windows one after the other, so that no two overlap.
 */
export type Updates = Written<typeof offFields> | Written<typeof rebootFields>;

export const updatesSchema: z.ZodMiniType<Updates, Updates> = z.discriminatedUnion("strategy", [
  z.strictObject(offFields),
  z.strictObject(rebootFields),
]);

/**
 * What the rules of updates need to know of the role: how many nodes take windows in turn, and whether they
 * must.
 */
export interface UpdatedNodes {
  readonly os: Image["os"];
  /** Nodes that take windows one after the other; those of a pool share one. */
  readonly inTurn: number;
  /** Whether the nodes are members of etcd, which must not reboot together. */
  readonly areMembers: boolean;
}

/** Windows for reboots: a start that reads as one, and room for all nodes one after the other. */
export function* updateRules(updates: Updates, path: string, nodes: UpdatedNodes): Iterable<Finding> {
  if (updates.strategy !== "reboot") return;
  const { window } = updates;
  const { os, inTurn, areMembers } = nodes;
  const at = `${path}.window`;
  if (window === undefined) {
    if (areMembers && inTurn > 1) {
      yield {
        path: at,
        message: "members would reboot whenever an update comes, more than one at a time",
        remedy:
          'Give a window, such as { start: "05:30", minutes: 60 }: each member gets its own, one after the other.',
        rule: "window-missing",
      };
    }
    return;
  }
  const { start, minutes } = window;
  if (!isWindowStart(start)) {
    yield {
      path: `${at}.start`,
      message: `${quote(start)} is no start of a window`,
      remedy: "Write it as 05:30, or Sun 05:30.",
      rule: "window-start",
    };
  } else if (/^[A-Z]/.test(start) && os === "ubuntu") {
    yield {
      path: `${at}.start`,
      message: "Ubuntu's unattended upgrades know a time of day and no day of the week",
      remedy: "Leave out the day.",
      rule: "window-start",
    };
  }
  if (minutes < 10 || minutes > 1440) {
    yield {
      path: `${at}.minutes`,
      message: `a window is open for 10 to 1440 minutes, not ${minutes}`,
      remedy: "Give 60, for an hour.",
      rule: "window-length",
    };
  } else if (minutes * inTurn > 1440) {
    yield {
      path: `${at}.minutes`,
      message: `${inTurn} windows of ${minutes} minutes, one after the other, are longer than a day`,
      remedy: `Give ${Math.floor(1440 / inTurn)} minutes or fewer.`,
      rule: "window-length",
    };
  }
}
