import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeAuthority } from "./authority.ts";
import { secretStore } from "./secret-store.ts";

function store(environment: Record<string, string> = {}, fetch: (name: string) => Promise<string> = async () => "") {
  return secretStore({ environment, fetch, now: () => Date.UTC(2026, 10, 1) });
}

describe("where values come from", () => {
  it("an environment variable, as it stands or as docker's config", async () => {
    const secrets = store({ TOKEN: "t", DOCKERCFG: '{"quay.io":{"auth":"dTpw"}}' });
    const text = { kind: "environment", variable: "TOKEN", format: "text" } as const;
    expect((await secrets.valueOf(text)).reveal()).toBe("t");
    const docker = { kind: "environment", variable: "DOCKERCFG", format: "docker-config" } as const;
    expect((await secrets.valueOf(docker)).reveal()).toBe('{"auths":{"quay.io":{"auth":"dTpw"}}}');
  });

  it("a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "drydock-secret-"));
    writeFileSync(join(folder, "key"), "from a file");
    expect((await store().valueOf({ kind: "file", path: join(folder, "key"), format: "text" })).reveal()).toBe(
      "from a file",
    );
    rmSync(folder, { recursive: true });
  });

  it("random letters of the wanted length, each time others", async () => {
    const [a, b] = await Promise.all([1, 2].map(() => store().valueOf({ kind: "generated", length: 40 })));
    expect(a!.reveal()).toMatch(/^[A-Za-z0-9_-]{40}$/);
    expect(a!.reveal()).not.toBe(b!.reveal());
  });

  it("the cluster's authority, which is fetched once for all its certificates", async () => {
    const made = await makeAuthority("ca", 10, Date.UTC(2026, 10, 1));
    const asked: string[] = [];
    const secrets = store({}, async (name) => {
      asked.push(name);
      return JSON.stringify({ "ca.crt": made.certificate, "ca.key": made.key });
    });
    const leaf = {
      kind: "certificate",
      authority: "tls/authority",
      commonName: "etcd-1",
      addresses: ["10.0.0.1"],
      names: [],
      usages: ["server"],
      days: 5,
    } as const;
    const bundles = await Promise.all([secrets.valueOf(leaf), secrets.valueOf(leaf)]);
    for (const bundle of bundles) {
      const parts = JSON.parse(bundle.reveal()) as Record<string, string>;
      expect(Object.keys(parts)).toEqual(["ca.crt", "tls.crt", "tls.key"]);
      expect(new X509Certificate(parts["tls.crt"]!).checkIssued(new X509Certificate(parts["ca.crt"]!))).toBe(true);
    }
    expect(asked).toEqual(["tls/authority"]);
  });
});

describe("what cannot be stored", () => {
  const limit = 65_536;
  const inFile = (bytes: string | Uint8Array) => {
    const folder = mkdtempSync(join(tmpdir(), "drydock-secret-"));
    const path = join(folder, "value");
    writeFileSync(path, bytes);
    const value = store().valueOf({ kind: "file", path, format: "text" });
    return value.finally(() => rmSync(folder, { recursive: true }));
  };
  const inVariable = (VALUE: string) =>
    store({ VALUE }).valueOf({ kind: "environment", variable: "VALUE", format: "text" });

  it.each<[string, string | Uint8Array]>([
    ["is empty", ""],
    [`comes to ${limit + 1} bytes, and Secrets Manager takes ${limit}`, "x".repeat(limit + 1)],
    [`comes to ${limit + 2} bytes, and Secrets Manager takes ${limit}`, "\u00e9".repeat(limit / 2 + 1)],
    ["is no text in UTF-8", Uint8Array.of(0x89, 0x50, 0xff)],
    ["is no text in UTF-8", Uint8Array.of(0xc3)],
  ])("a file that %s", async (told, bytes) => {
    await expect(inFile(bytes)).rejects.toMatchObject({
      code: "secret-unavailable",
      message: expect.stringContaining(told),
      hint: expect.any(String),
    });
  });

  it.each([
    [`$VALUE comes to ${limit + 1} bytes`, "x".repeat(limit + 1)],
    ["$VALUE holds half a character", "a\ud83d"],
  ])("a variable: %s", async (told, value) => {
    await expect(inVariable(value)).rejects.toMatchObject({
      code: "secret-unavailable",
      message: expect.stringContaining(told),
    });
  });

  it("all that fits is kept as it stands", async () => {
    const texts = ["x".repeat(limit), "\u00e9".repeat(limit / 2), "\ufeffwith its mark", "\ufffd", " ", "\u{1f600}\n"];
    for (const text of texts) expect((await inFile(text)).reveal()).toBe(text);
    for (const text of texts) expect((await inVariable(text)).reveal()).toBe(text);
  });
});

describe("what cannot be had", () => {
  it.each([
    [{ kind: "environment", variable: "NONE", format: "text" } as const, "the environment has no NONE"],
    [{ kind: "environment", variable: "EMPTY", format: "text" } as const, "EMPTY is empty in the environment"],
    [{ kind: "environment", variable: "toString", format: "text" } as const, "the environment has no toString"],
    [{ kind: "file", path: "/nowhere/at/all", format: "text" } as const, "cannot read /nowhere/at/all"],
    [
      { kind: "environment", variable: "BAD", format: "docker-config" } as const,
      "$BAD is neither a config.json nor a .dockercfg of docker",
    ],
    [{ kind: "existing", arn: "arn:aws:x" } as const, "arn:aws:x is kept by its owner; nothing is written to it"],
  ])("%j", async (source, message) => {
    const failure = await store({ EMPTY: "", BAD: "hunter2" })
      .valueOf(source)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "secret-unavailable", message: expect.stringContaining(message) as string });
    expect(String(failure)).not.toContain("hunter2");
  });
});
