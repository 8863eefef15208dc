import { hexDigest } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import type { Config } from "../spec/ignition-config.ts";
import { externalObject, externalReference } from "./external-object.ts";

describe("externalObject", () => {
  it("is named after what it holds, and tells the store its size in bytes", () => {
    const asked: unknown[] = [];
    const object = externalObject("é", (each) => {
      asked.push(each);
      return `s3://nodes/${each.key}`;
    });
    const digest = hexDigest("sha512", "é");
    expect(asked).toEqual([{ key: `${digest}.ign`, hash: `sha512-${digest}`, bytes: 2 }]);
    expect(object).toEqual({
      key: `${digest}.ign`,
      url: `s3://nodes/${digest}.ign`,
      body: "é",
      hash: `sha512-${digest}`,
    });
  });
});

describe("externalReference", () => {
  const object = externalObject("{}", () => "https://example.com/x");
  const replace = { source: "https://example.com/x", verification: { hash: object.hash } };

  it("has nothing of its own but what it refers to", () => {
    const inner: Config = { ignition: { version: "3.0.0", config: { merge: [{ source: "data:," }] } } };
    expect(externalReference(object, inner)).toEqual({ ignition: { version: "3.6.0", config: { replace } } });
  });

  it.each([
    ["proxy", { proxy: { httpsProxy: "https://proxy.example", noProxy: ["10.0.0.1"] } }],
    ["security", { security: { tls: { certificateAuthorities: [{ source: "data:,pem" }] } } }],
    ["timeouts", { timeouts: { httpTotal: 30 } }],
  ])("keeps %s, which the fetch needs", (_, kept) => {
    const inner: Config = { ignition: { version: "3.3.0", ...kept }, storage: { files: [{ path: "/a" }] } };
    expect(externalReference(object, inner)).toEqual({ ignition: { version: "3.6.0", config: { replace }, ...kept } });
  });
});
