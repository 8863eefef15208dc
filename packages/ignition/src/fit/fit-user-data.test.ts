import { hexDigest } from "@drydock/systemd/ground";
// One file, because its cases share a config of 60 files whose sizes in each form are known.
import { describe, expect, it } from "vitest";
import { parseIgnition } from "../parse/parse-ignition.ts";
import type { Config } from "../spec/ignition-config.ts";
import { file, inline } from "../sugar/file.ts";
import { printBreakdown } from "./breakdown.ts";
import { printJson } from "../render/print-json.ts";
import { inlineBytes } from "./data-resource.ts";
import { envelope } from "./envelope.ts";
import { fitUserData } from "./fit-user-data.ts";
import { UserDataTooLargeError } from "./user-data-too-large-error.ts";

/** 60 unlike files, some 64 KB of JSON. */
const sixty: Config = {
  ignition: { version: "3.3.0" },
  storage: {
    files: Array.from({ length: 60 }, (_, index) =>
      file(`/etc/app/${index}.conf`, {
        contents: Array.from(
          { length: 22 },
          (__, line) => `option_${line} = https://node-${index}.example:${8000 + line}/${(index * line) % 97}\n`,
        ).join(""),
      }),
    ),
  },
};

function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24);
}
const random: Config = {
  ignition: { version: "3.3.0" },
  storage: { files: [file("/big", { contents: noise(20_000, 1) }), file("/small", { contents: noise(500, 2) })] },
};

describe("fitUserData", () => {
  it("leaves a small config plain", () => {
    const { userData, tactic, objects } = fitUserData({ ignition: { version: "3.0.0" } });
    expect({ userData, tactic, objects }).toEqual({
      userData: '{"ignition":{"version":"3.0.0"}}',
      tactic: "minimal",
      objects: [],
    });
  });

  it("fits 60 files and 64 KB into 16,384 bytes", () => {
    const { userData, tactic, breakdown } = fitUserData(sixty);
    expect(fitUserData(sixty, { limit: 10 ** 6 }).breakdown.total).toBeGreaterThan(64_000);
    expect(tactic).toBe("envelope");
    expect(Buffer.byteLength(userData)).toBe(breakdown.total);
    expect(breakdown.total).toBeLessThanOrEqual(16_384);
  });

  it("gives these bytes on every machine, so that a launch template changes only when its config does", () => {
    expect(hexDigest("sha512", fitUserData(sixty).userData).slice(0, 32)).toMatchInlineSnapshot(
      `"6ad3ca7117db3df2bd22311e240389de"`,
    );
  });

  it("goes through the tactics as the limit shrinks, and gives equal bytes for equal configs", () => {
    const fit = (limit: number): [string, number] => {
      const result = fitUserData(sixty, { limit, store: ({ key }) => `s3://bucket/${key}` });
      expect(fitUserData(structuredClone(sixty), { limit, store: ({ key }) => `s3://bucket/${key}` })).toEqual(result);
      return [result.tactic, result.breakdown.total];
    };
    expect([10 ** 6, 45_000, 16_384, 1000].map(fit)).toMatchInlineSnapshot(`
      [
        [
          "minimal",
          81180,
        ],
        [
          "shortest-urls",
          21388,
        ],
        [
          "envelope",
          11471,
        ],
        [
          "external",
          373,
        ],
      ]
    `);
  });

  it("wraps a document whose hash is that of what it holds, and which reads as the config", () => {
    const outer = parseIgnition(fitUserData(sixty).userData);
    expect(outer.diagnostics).toEqual([]);
    const replace = outer.config?.ignition.config?.replace ?? {};
    const inner = Buffer.from(inlineBytes(replace) ?? []);
    expect(replace.verification?.hash).toBe(`sha512-${hexDigest("sha512", inner)}`);
    const files = parseIgnition(inner).config?.storage?.files ?? [];
    expect(files.map(({ contents }) => Buffer.from(inlineBytes(contents ?? {}) ?? []).toString())).toEqual(
      sixty.storage?.files?.map(({ contents }) => Buffer.from(inlineBytes(contents ?? {}) ?? []).toString()),
    );
  });

  it("accounts for every byte in the breakdown", () => {
    for (const limit of [10 ** 6, 50_000, 16_384]) {
      const { userData, breakdown } = fitUserData(sixty, { limit });
      const parts = breakdown.parts.reduce((sum, part) => sum + part.userDataBytes, 0);
      expect(parts + breakdown.frame).toBe(Buffer.byteLength(userData));
      expect(breakdown.frame).toBeGreaterThan(0);
      if (limit === 16_384) expect(breakdown.frame).toBe(Buffer.byteLength(printJson(envelope(""))));
    }
  });

  it("says what each file costs when nothing fits", () => {
    expect(() => fitUserData(random)).toThrowError(UserDataTooLargeError);
    expect(() => fitUserData(random)).toThrowErrorMatchingInlineSnapshot(`
      [UserDataTooLargeError: user data is 27534 bytes, 11150 over the limit of 16384, in its smallest form
      27534 of 16384 bytes:
         26738  /big ($.storage.files.0, 26738 bytes of JSON)
           740  /small ($.storage.files.1, 740 bytes of JSON)
            56  the frame around them
      Pass \`store\` to keep the config in an object that nodes fetch, or take large entries out.]
    `);
  });

  it("refers to an object in the caller's store, which nothing is read from or written to", () => {
    const { userData, tactic, objects } = fitUserData(random, {
      store: ({ key }) => `s3://bucket/${key}`,
      target: "flatcar-4081",
    });
    const [object] = objects;
    expect(tactic).toBe("external");
    expect(object?.key).toBe(`${hexDigest("sha512", object?.body ?? "")}.ign`);
    expect(JSON.parse(userData)).toEqual({
      ignition: {
        version: "3.0.0",
        config: { replace: { source: `s3://bucket/${object?.key}`, verification: { hash: object?.hash } } },
      },
    });
    expect(parseIgnition(object?.body ?? "").diagnostics).toEqual([]);
  });

  it("takes the spec for the reference that its URL needs, and the target's limits", () => {
    const store = (): string => "arn:aws:s3:::bucket/key";
    expect(fitUserData(random, { store, target: "flatcar-4081" }).userData).toContain('"version":"3.4.0"');
    expect(() => fitUserData(random, { store, target: "flatcar-3510" })).toThrowError(
      /an arn: source needs spec 3.4.0/u,
    );
    expect(() => fitUserData(random, { store: () => "ftp://x/y" })).toThrowError(/invalid url scheme/u);
  });

  it("keeps what the fetch of the reference needs", () => {
    const withProxy: Config = {
      ...random,
      ignition: { version: "3.3.0", proxy: { httpsProxy: "https://proxy.example" }, timeouts: { httpTotal: 30 } },
    };
    expect(
      JSON.parse(fitUserData(withProxy, { store: ({ key }) => `https://example.com/${key}` }).userData),
    ).toMatchObject({
      ignition: { proxy: { httpsProxy: "https://proxy.example" }, timeouts: { httpTotal: 30 } },
    });
  });

  it("never makes two child configs alike", () => {
    const merge = [{ source: "data:,%7B%7D" }, { source: "data:;base64,e30=" }];
    const { userData } = fitUserData(
      { ...random, ignition: { version: "3.3.0", config: { merge } } },
      { limit: 28_000 },
    );
    expect(JSON.parse(userData)).toMatchObject({ ignition: { config: { merge } } });
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses the limit %s", (limit) => {
    expect(() => fitUserData(sixty, { limit })).toThrowError(
      expect.objectContaining({
        code: "user-data-limit",
        message: `limit ${limit} is no size\nGive a whole number of bytes, such as 16384.`,
        hint: "Give a whole number of bytes, such as 16384.",
      }),
    );
  });

  it("takes a text that fills the limit to the last byte, which is EC2's where none is given", () => {
    const filled = (length: number): Config => ({
      ignition: { version: "3.0.0" },
      storage: { files: [{ path: `/${"x".repeat(length)}` }] },
    });
    const least = Buffer.byteLength(fitUserData(filled(1)).userData) - 1;
    expect(fitUserData(filled(16_384 - least))).toMatchObject({
      tactic: "minimal",
      breakdown: { total: 16_384, limit: 16_384 },
    });
    expect(fitUserData(filled(16_385 - least)).tactic).not.toBe("minimal");
  });

  it("takes each tactic up to the limit itself", () => {
    const store = ({ key }: { readonly key: string }): string => `s3://bucket/${key}`;
    const sizes = { minimal: 81_180, "shortest-urls": 21_388, envelope: 11_471, external: 373 };
    for (const [tactic, limit] of Object.entries(sizes)) {
      const { objects, ...fitted } = fitUserData(sixty, { limit, store });
      expect(fitted).toMatchObject({ tactic, breakdown: { total: limit, limit } });
      expect(objects).toHaveLength(tactic === "external" ? 1 : 0);
    }
    expect(() => fitUserData(sixty, { limit: 372, store })).toThrowError(
      expect.objectContaining({
        code: "user-data-too-large",
        breakdown: expect.objectContaining({ total: 373, limit: 372 }),
      }),
    );
  });

  const repeated = `data:,${"drydock ".repeat(500)}`;
  const large = { source: repeated.replaceAll(" ", "%20") };

  it.each([
    ["a child config", { config: { merge: [large] } }],
    ["a replacement", { config: { replace: large } }],
    ["an authority", { security: { tls: { certificateAuthorities: [large] } } }],
  ])("raises the spec where the shortest form of %s is packed, which 3.0 cannot say", (_, ignition) => {
    const { userData, tactic } = fitUserData(
      { ignition: { version: "3.0.0", ...ignition } },
      { limit: 1000, lints: false },
    );
    expect(tactic).toBe("shortest-urls");
    expect(JSON.parse(userData)).toMatchObject({ ignition: { version: "3.1.0" } });
    expect(userData).toContain('"compression":"gzip"');
  });

  it("keeps a section of the config that has nothing in it from being one with authorities", () => {
    const config: Config = { ignition: { version: "3.0.0", security: {}, config: { merge: [large] } } };
    expect(JSON.parse(fitUserData(config, { limit: 1000, lints: false }).userData)).toMatchObject({
      ignition: { version: "3.1.0" },
    });
  });

  it("does not check the reference by lints that the caller has turned off", () => {
    const hash = `sha512-${"0".repeat(128)}`;
    const config: Config = {
      ...random,
      ignition: {
        version: "3.3.0",
        security: { tls: { certificateAuthorities: [{ source: "data:,pem", verification: { hash } }] } },
      },
    };
    const store = ({ key }: { readonly key: string }): string => `https://example.com/${key}`;
    expect(() => fitUserData(config, { store })).toThrowError(/would fail at boot/u);
    expect(fitUserData(config, { store, lints: false }).tactic).toBe("external");
  });

  it("keeps spec 3.0 where only files are packed", () => {
    const files = [file("/a", { contents: "drydock ".repeat(500) })];
    const { userData, tactic } = fitUserData({ ignition: { version: "3.0.0" }, storage: { files } }, { limit: 1000 });
    expect(tactic).toBe("shortest-urls");
    expect(JSON.parse(userData)).toMatchObject({ ignition: { version: "3.0.0" } });
  });

  it("keeps a newer spec where a child config is packed", () => {
    const config: Config = {
      ignition: { version: "3.3.0", config: { merge: [large] } },
      kernelArguments: { shouldExist: ["quiet"] },
    };
    const { userData } = fitUserData(config, { limit: 1000, lints: false });
    expect(JSON.parse(userData)).toMatchObject({ ignition: { version: "3.3.0" } });
  });

  it("describes the smaller of the two forms that miss the limit", () => {
    const { breakdown } = refusalOf(() => fitUserData(random));
    expect(breakdown.total).toBe(27_534);
    const small: Config = { ignition: { version: "3.0.0" }, storage: { files: [{ path: "/a" }] } };
    expect(refusalOf(() => fitUserData(small, { limit: 10 })).breakdown.total).toBe(68);
    expect(refusalOf(() => fitUserData(sixty, { limit: 10 })).breakdown.total).toBe(11_471);
  });

  it("checks the config for its target, and without lints where none are wanted", () => {
    const config: Config = {
      ignition: { version: "3.0.0" },
      storage: { files: [file("/etc/flatcar/update.conf", { contents: "x" })] },
    };
    expect(() => fitUserData(config, { target: "flatcar-4593" })).toThrowError(/ships \/etc\/flatcar\/update.conf/u);
    expect(fitUserData(config, { target: "flatcar-4593", lints: false }).tactic).toBe("minimal");
    expect(fitUserData(config).tactic).toBe("minimal");
  });

  it("prints a breakdown that ends with the rest and the frame", () => {
    expect(
      printBreakdown(
        fitUserData({
          ignition: { version: "3.0.0" },
          storage: { files: [{ path: "/a", contents: inline("x") }, { path: "/b" }, { path: "/c" }] },
        }).breakdown,
        1,
      ),
    ).toMatchInlineSnapshot(`
      "145 of 16384 bytes:
            62  /a ($.storage.files.0, 62 bytes of JSON)
            26  2 more
            57  the frame around them"
    `);
  });
});

function refusalOf(fit: () => unknown): UserDataTooLargeError {
  try {
    fit();
  } catch (error) {
    if (error instanceof UserDataTooLargeError) return error;
    throw error;
  }
  throw new Error("it fits");
}
