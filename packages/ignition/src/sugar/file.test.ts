import { describe, expect, it } from "vitest";
import { directory, file, inline, link } from "./file.ts";

describe("files, directories and links", () => {
  it("hold their contents, and numbers or names of owners", () => {
    expect(file("/etc/motd", { contents: "ahoy\n", mode: 0o600, user: 500, group: "docker", overwrite: true })).toEqual(
      {
        path: "/etc/motd",
        mode: 384,
        user: { id: 500 },
        group: { name: "docker" },
        overwrite: true,
        contents: { source: "data:,ahoy%0A", compression: "" },
      },
    );
    expect(directory("/srv", { mode: 0o700 })).toEqual({ path: "/srv", mode: 448 });
    expect(link("/etc/localtime", "../usr/share/zoneinfo/UTC")).toEqual({
      path: "/etc/localtime",
      target: "../usr/share/zoneinfo/UTC",
    });
    expect(link("/b", "/a", { hard: true })).toEqual({ path: "/b", target: "/a", hard: true });
  });

  it("leave out what is not given", () => {
    expect(file("/etc/empty")).toEqual({ path: "/etc/empty" });
  });

  it("take resources, and fragments for a file that the OS ships", () => {
    const remote = { source: "https://example.com/ca.pem", verification: { hash: `sha512-${"0".repeat(128)}` } };
    expect(file("/etc/ca.pem", { contents: remote }).contents).toBe(remote);
    expect(file("/etc/hosts", { append: ["10.0.0.1 a\n", new Uint8Array([0, 255])] }).append).toEqual([
      { source: "data:,10.0.0.1%20a%0A", compression: "" },
      { source: "data:,%00%FF", compression: "" },
    ]);
  });

  it("take empty text as contents, which differs from none", () => {
    expect(inline("")).toEqual({ source: "data:,", compression: "" });
  });
});
