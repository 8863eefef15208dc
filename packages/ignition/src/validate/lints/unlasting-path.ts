import type { Lint } from "./lint.ts";

const volatile = ["/proc", "/sys", "/dev", "/run", "/tmp"];

/**
 * A path that is gone or hidden when the machine has booted, or read-only on the systems that Ignition is
 * made for.
 */
export const unlastingPath: Lint = function* ({ all }) {
  for (const [{ path }, place] of [...all("Directory"), ...all("File"), ...all("Link")]) {
    const top = /^\/[^/]*/.exec(path)?.[0] ?? "";
    if (volatile.includes(top)) {
      const message = `${top} is mounted anew at boot, so this is lost`;
      const remedy = "Use a tmpfiles.d entry, or another place.";
      yield { severity: "warning", path: [...place, "path"], message, remedy };
    } else if (top === "/usr") {
      const message = "/usr is read-only on Flatcar and Fedora CoreOS: Ignition would fail at boot there";
      const remedy = "Use /etc, /opt or /var.";
      yield { severity: "warning", path: [...place, "path"], message, remedy };
    }
  }
};
