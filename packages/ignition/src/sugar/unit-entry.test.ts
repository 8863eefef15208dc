import { dropin, exec, unit } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { dropinEntry, unitEntry } from "./unit-entry.ts";

describe("unitEntry and dropinEntry", () => {
  it("take what @drydock/systemd builds", () => {
    const hello = unit("hello.service", {
      Service: { ExecStart: exec("/bin/echo", "100%") },
      Install: { WantedBy: ["multi-user.target"] },
    });
    const limits = dropin("hello.service", "10-limits.conf", { Service: { MemoryMax: "1G" } });
    expect(unitEntry(hello, { enabled: true, dropins: [limits] })).toEqual({
      name: "hello.service",
      enabled: true,
      contents: "[Service]\nExecStart=/bin/echo 100%%\n\n[Install]\nWantedBy=multi-user.target\n",
      dropins: [{ name: "10-limits.conf", contents: "[Service]\nMemoryMax=1G\n" }],
    });
    expect(dropinEntry(limits)).toEqual({
      name: "hello.service",
      dropins: [{ name: "10-limits.conf", contents: "[Service]\nMemoryMax=1G\n" }],
    });
  });
});
