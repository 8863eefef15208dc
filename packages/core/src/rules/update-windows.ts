import { isWindowStart } from "../node/update-window.ts";
import type { Rule } from "./examined.ts";
import { quote } from "./finding.ts";

/** Windows for reboots: a start that reads as one, and room for all members one after the other. */
export const updateWindows: Rule = function* ({ roles }) {
  for (const { path, spec } of roles) {
    if (spec.updates.strategy !== "reboot") continue;
    const { window } = spec.updates;
    const nodes =
      spec.kind === "workers" ? 1 : (spec.addresses?.length ?? (spec.kind === "machines" ? (spec.count ?? 1) : 1));
    const at = `${path}.updates.window`;
    if (window === undefined) {
      if (spec.kind === "etcd" && nodes > 1) {
        yield {
          path: at,
          message: "members would reboot whenever an update comes, more than one at a time",
          remedy:
            'Give a window, such as { start: "05:30", minutes: 60 }: each member gets its own, one after the other.',
          rule: "window-missing",
        };
      }
      continue;
    }
    if (!isWindowStart(window.start)) {
      yield {
        path: `${at}.start`,
        message: `${quote(window.start)} is no start of a window`,
        remedy: "Write it as 05:30, or Sun 05:30.",
        rule: "window-start",
      };
    } else if (/^[A-Z]/.test(window.start) && spec.image.os === "ubuntu") {
      yield {
        path: `${at}.start`,
        message: "Ubuntu's unattended upgrades know a time of day and no day of the week",
        remedy: "Leave out the day.",
        rule: "window-start",
      };
    }
    if (window.minutes < 10 || window.minutes > 1440) {
      yield {
        path: `${at}.minutes`,
        message: `a window is open for 10 to 1440 minutes, not ${window.minutes}`,
        remedy: "Give 60, for an hour.",
        rule: "window-length",
      };
    } else if (window.minutes * nodes > 1440) {
      yield {
        path: `${at}.minutes`,
        message: `${nodes} windows of ${window.minutes} minutes, one after the other, are longer than a day`,
        remedy: `Give ${Math.floor(1440 / nodes)} minutes or fewer.`,
        rule: "window-length",
      };
    }
  }
};
