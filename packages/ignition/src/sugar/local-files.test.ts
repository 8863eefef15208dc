import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinInside, type LocalDisk, localDisk } from "./local-disk.ts";
import { localFile, localTree } from "./local-files.ts";

const base = mkdtempSync(join(tmpdir(), "local-files-"));
beforeAll(() => {
  mkdirSync(join(base, "tree/bin"), { recursive: true });
  writeFileSync(join(base, "tree/b.conf"), "b\n");
  writeFileSync(join(base, "tree/bin/run"), "#!/bin/sh\n");
  chmodSync(join(base, "tree/bin/run"), 0o700);
  symlinkSync("b.conf", join(base, "tree/a.conf"));
});
afterAll(() => rmSync(base, { recursive: true }));

describe("localFile", () => {
  it("takes contents, and whether it may be executed", () => {
    expect(localFile("/opt/run", "tree/bin/run", { base, disk: localDisk, user: 500 })).toEqual({
      path: "/opt/run",
      user: { id: 500 },
      contents: { source: "data:,%23!%2Fbin%2Fsh%0A", compression: "" },
      mode: 0o755,
    });
    expect(localFile("/b", "tree/b.conf", { base, disk: localDisk, mode: 0o600 }).mode).toBe(0o600);
  });

  it.each([
    ["../secret", /leads out of/u],
    ["/etc/passwd", /leads out of/u],
    ["tree", /is a directory\n {2}It has to be a file/u],
    ["nowhere", /is missing\n {2}It has to be a file/u],
  ])("refuses %s", (from, message) => {
    expect(() => localFile("/x", from, { base, disk: localDisk })).toThrowError(message);
  });
});

describe("localTree", () => {
  it("takes files in the order of their names, links as they are, directories as parents", () => {
    expect(localTree("/opt/app", "tree", { base, disk: localDisk })).toEqual({
      storage: {
        files: [
          { path: "/opt/app/b.conf", contents: { source: "data:,b%0A", compression: "" }, mode: 0o644 },
          { path: "/opt/app/bin/run", contents: { source: "data:,%23!%2Fbin%2Fsh%0A", compression: "" }, mode: 0o755 },
        ],
        links: [{ path: "/opt/app/a.conf", target: "b.conf" }],
      },
    });
  });

  it("declares directories that have an owner or a mode", () => {
    expect(
      localTree("/", "tree", { base, disk: localDisk, directoryMode: 0o750, user: "core", fileMode: 0o640 }).storage,
    ).toMatchObject({
      directories: [{ path: "/bin", user: { name: "core" }, mode: 0o750 }],
      files: [{ path: "/b.conf", mode: 0o640 }, { path: "/bin/run" }],
    });
  });

  it("names everything that no node can have", () => {
    const disk: LocalDisk = {
      look: (path) => ({ type: path === "/base" ? "directory" : "other" }),
      list: () => ["b", "a"],
      read: () => new Uint8Array(),
    };
    expect(() => localTree("/x", ".", { base: "/base", disk })).toThrowError(
      "localTree /x: 2 problems:\nerror at /base/a: neither file, folder nor link\n  Take it out of the tree.\nerror at /base/b:",
    );
  });
});

describe("joinInside", () => {
  it.each([
    ["a/../b", "/base/b"],
    ["./a//b/", "/base/a/b"],
    ["a/../../b", undefined],
    ["..", undefined],
    ["", "/base"],
  ])("%s is %s", (from, place) => {
    expect(joinInside("/base/", from)).toBe(place);
  });
});
