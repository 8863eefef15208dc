import { describe, expect, it } from "vitest";
import { composeIgnition } from "./compose.ts";
import type { Fragment } from "./fragment.ts";

/**
 * Lists whose entries have a key, each in a fragment of one entry that says `value` beside it, and the
 * entry's place.
 */
const keyed: readonly (readonly [string, (value: string) => Fragment, string])[] = [
  [
    "Tang servers, by URL",
    (value) => ({
      storage: { luks: [{ name: "l", clevis: { tang: [{ url: "http://t", thumbprint: value }] } }] },
    }),
    '$.storage.luks["l"].clevis.tang["http://t"].thumbprint',
  ],
  [
    "headers, by name",
    (value) => ({
      ignition: { config: { merge: [{ source: "http://h/", httpHeaders: [{ name: "A", value }] }] } },
    }),
    '$.ignition.config.merge["http://h/"].httpHeaders["A"].value',
  ],
  [
    "partitions, by label",
    (value) => ({ storage: { disks: [{ device: "/dev/sda", partitions: [{ label: "data", guid: value }] }] } }),
    '$.storage.disks["/dev/sda"].partitions["data"].guid',
  ],
  [
    "authorities, by source",
    (value) => ({
      ignition: { security: { tls: { certificateAuthorities: [{ source: "http://ca/", compression: value }] } } },
    }),
    '$.ignition.security.tls.certificateAuthorities["http://ca/"].compression',
  ],
];

describe("lists that composeIgnition puts together", () => {
  it.each(keyed)("take two %s, for one", (_, part) => {
    const one = composeIgnition(part("a"));
    expect(composeIgnition(part("a"), part("a"))).toEqual(one);
  });

  it.each(keyed)("refuse two %s, that disagree", (_, part, path) => {
    expect(() => composeIgnition(part("a"), part("b"))).toThrowError(
      expect.objectContaining({
        code: "bad-part",
        diagnostics: [
          {
            severity: "error",
            path,
            message: 'one part says "a", another "b"',
            remedy: "Leave it to one of them.",
          },
        ],
      }),
    );
  });

  it("keep partitions without a label apart, whatever their numbers", () => {
    const part = (number: number): Fragment => ({
      storage: { disks: [{ device: "/dev/sda", partitions: [{ number }] }] },
    });
    expect(composeIgnition(part(1), part(2)).storage?.disks).toEqual([
      { device: "/dev/sda", partitions: [{ number: 1 }, { number: 2 }] },
    ]);
  });

  it("take equal plain values once, and keep the order in which they come", () => {
    const part = (...options: string[]): Fragment => ({
      storage: { filesystems: [{ device: "/dev/sda", format: "xfs", options }] },
    });
    expect(composeIgnition(part("-b", "-a"), part("-a", "-c")).storage?.filesystems?.[0]?.options).toEqual([
      "-b",
      "-a",
      "-c",
    ]);
  });
});
