import { describe, expect, it } from "vitest";
import { RenderError } from "./render-error.ts";
import { renderIgnition } from "./render-ignition.ts";
import type { Config } from "../spec/ignition-config.ts";
import { file } from "../sugar/file.ts";

const motd: Config = {
  ignition: { version: "3.5.0" },
  storage: { files: [file("/etc/motd", { contents: "ahoy\n" })], links: [] },
  passwd: {},
};

function problemsOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof RenderError) return error.message;
    throw error;
  }
  return "nothing thrown";
}

describe("renderIgnition", () => {
  it("renders the oldest spec that can express the config, without empty sections", () => {
    expect(renderIgnition(motd, { target: "flatcar-4593" })).toMatchInlineSnapshot(
      `"{"ignition":{"version":"3.0.0"},"storage":{"files":[{"contents":{"compression":"","source":"data:,ahoy%0A"},"path":"/etc/motd"}]}}"`,
    );
  });

  it.each([
    [{ kernelArguments: { shouldExist: ["quiet"] } }, "3.3.0"],
    [{ storage: { luks: [{ name: "data", device: "/dev/sdb", discard: true, clevis: { tpm2: true } }] } }, "3.4.0"],
    [{ storage: { files: [{ path: "/a", contents: { source: "arn:aws:s3:::bucket/key" } }] } }, "3.4.0"],
    [
      {
        storage: {
          luks: [
            {
              name: "d",
              device: "/dev/sdb",
              clevis: { tang: [{ url: "http://tang", thumbprint: "x", advertisement: "{}" }] },
            },
          ],
        },
      },
      "3.5.0",
    ],
    [{ storage: { files: [{ path: "/a", mode: 0o4755 }] } }, "3.6.0"],
  ] satisfies [Omit<Config, "ignition">, string][])("needs for %j spec %s", (sections, version) => {
    const text = renderIgnition({ ignition: { version: "3.6.0" }, ...sections }, { target: "fedora-coreos-44" });
    expect(JSON.parse(text)).toMatchObject({ ignition: { version } });
  });

  it("says which field is too new for the target", () => {
    const config: Config = {
      ignition: { version: "3.6.0" },
      storage: {
        files: [
          { path: "/a", mode: 0o4755 },
          { path: "/b", mode: 0o2755 },
        ],
      },
    };
    expect(problemsOf(() => renderIgnition(config, { target: "flatcar-4593" }))).toMatchInlineSnapshot(`
      "the config is not fit for flatcar-4593:
      error at $.storage.files.0.mode: setuid, setgid or sticky bit needs spec 3.6.0 (flatcar-4593 has Ignition 2.24.0, which reads up to 3.5.0)
        Remove it, or stay at 3.6.0 or newer instead of 3.5.0.
      error at $.storage.files.1.mode: setuid, setgid or sticky bit needs spec 3.6.0 (flatcar-4593 has Ignition 2.24.0, which reads up to 3.5.0)
        Remove it, or stay at 3.6.0 or newer instead of 3.5.0."
    `);
  });

  it("refuses what Ignition would refuse, all at once", () => {
    const config: Config = {
      ignition: { version: "3.3.0" },
      storage: { files: [file("etc/motd"), { path: "/x", overwrite: true }] },
    };
    expect(problemsOf(() => renderIgnition(config, { target: "debian-12" }))).toMatchInlineSnapshot(`
      "the config is not fit for debian-12:
      error at $.storage.files.0.path: path not absolute
      error at $.storage.files.1.overwrite: overwrite must be false if source is unspecified"
    `);
  });

  it("refuses a field that the config's own spec does not know, which a node would ignore in silence", () => {
    const config: Config = { ignition: { version: "3.0.0" }, kernelArguments: { shouldExist: ["quiet"] } };
    expect(problemsOf(() => renderIgnition(config, { target: "fedora-coreos-44" }))).toContain(
      "unused key kernelArguments",
    );
  });

  it("knows what a release ships and what it cannot write, unless that check is off", () => {
    const config: Config = {
      ignition: { version: "3.3.0" },
      storage: {
        files: [file("/etc/flatcar/update.conf", { contents: "x" }), file("/usr/bin/app", { contents: "x" })],
        links: [{ path: "/usr/bin/b", target: "app" }],
      },
    };
    expect(problemsOf(() => renderIgnition(config, { target: "flatcar-4593" }))).toMatchInlineSnapshot(`
      "the config is not fit for flatcar-4593:
      error at $.storage.files.0.path: flatcar-4593 ships /etc/flatcar/update.conf, so writing it stops the boot [existing-file]
        Set overwrite, or append to it.
      error at $.storage.files.1.path: /usr is read-only on flatcar-4593 [read-only-path]
        Use a place under /etc, /var or /opt.
      error at $.storage.links.0.path: /usr is read-only on flatcar-4593 [read-only-path]
        Use a place under /etc, /var or /opt."
    `);
    expect(
      problemsOf(() => renderIgnition(config, { target: "flatcar-4593", lints: { "read-only-path": false } })),
    ).not.toContain("read-only-path");
    expect(problemsOf(() => renderIgnition(config, { target: "flatcar-4593", lints: false }))).toBe("nothing thrown");
    expect(problemsOf(() => renderIgnition(config, { target: "debian-12" }))).not.toContain("read-only-path");
  });

  it.each([
    null,
    7,
    "x",
    [[]],
    { ignition: 3 },
    { ignition: { version: "9.0.0" } },
    { ignition: { version: "3.0.0" }, storage: { files: "no" } },
  ])("says of %j that it is no config", (value) => {
    // @ts-expect-error what JavaScript may pass
    expect(problemsOf(() => renderIgnition(value, { target: "debian-12" }))).toMatch(
      /^the config is not fit for debian-12:\nerror\b/u,
    );
  });
});
