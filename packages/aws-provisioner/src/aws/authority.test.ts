import { spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, connect } from "node:tls";
import { describe, expect, it } from "vitest";
import { makeAuthority, signCertificate } from "./authority.ts";

const now = Date.now();
const request = {
  commonName: "etcd-1",
  addresses: ["10.10.3.100", "127.0.0.1"],
  names: ["etcd-1", "localhost"],
  usages: ["server", "client"],
  days: 365,
} as const;

describe("a cluster's certificate authority", async () => {
  const authority = await makeAuthority("fleet authority", 3650, now);
  const leaf = await signCertificate(authority, request, now);
  const ca = new X509Certificate(authority.certificate);
  const certificate = new X509Certificate(leaf.certificate);

  it("signs what it issues, and is known as its issuer", () => {
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect([ca.ca, certificate.ca]).toEqual([true, false]);
  });

  it("puts exactly the member's names and addresses into the certificate", () => {
    expect(certificate.subjectAltName).toBe("DNS:etcd-1, DNS:localhost, IP Address:10.10.3.100, IP Address:127.0.0.1");
    expect(certificate.checkIP("10.10.3.100")).toBe("10.10.3.100");
    expect(certificate.checkIP("10.10.3.101")).toBeUndefined();
  });

  it("gives a peer both usages and a client one", async () => {
    const client = new X509Certificate(
      (await signCertificate(authority, { ...request, addresses: [], names: [], usages: ["client"] }, now)).certificate,
    );
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect(client.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
  });

  it("dates certificates from an hour ago, and to the day", () => {
    expect(Date.parse(certificate.validFrom)).toBeLessThanOrEqual(now - 3_600_000);
    expect(Math.round((Date.parse(certificate.validTo) - now) / 86_400_000)).toBe(365);
  });

  it("matches each certificate with its key", () => {
    expect(certificate.checkPrivateKey(createPrivateKey(leaf.key))).toBe(true);
    expect(ca.checkPrivateKey(createPrivateKey(authority.key))).toBe(true);
  });

  it.each(["", "a, b", 'a"b', "#61", "é", "a".repeat(65)])("refuses the common name %j", async (name) => {
    await expect(makeAuthority(name, 1, now)).rejects.toThrow("a common name is 1 to 64 letters");
  });

  it("makes a chain that OpenSSL accepts under its strict rules", ({ skip, annotate }) => {
    const version = spawnSync("openssl", ["version"], { encoding: "utf8" });
    if (version.status !== 0) skip("openssl is not on PATH (Debian: apt-get install openssl)");
    const folder = mkdtempSync(join(tmpdir(), "drydock-authority-"));
    try {
      writeFileSync(join(folder, "ca.crt"), authority.certificate);
      writeFileSync(join(folder, "leaf.crt"), leaf.certificate);
      const verified = spawnSync(
        "openssl",
        ["verify", "-x509_strict", "-CAfile", "ca.crt", "-verify_ip", "10.10.3.100", "leaf.crt"],
        {
          cwd: folder,
          encoding: "utf8",
        },
      );
      expect(`${verified.stdout}${verified.stderr}`.trim()).toBe("leaf.crt: OK");
      void annotate(version.stdout.trim());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("carries a mutual TLS connection, and refuses a stranger", async () => {
    const stranger = await signCertificate(await makeAuthority("another", 1, now), request, now);
    const server = createServer(
      { cert: leaf.certificate, key: leaf.key, ca: authority.certificate, requestCert: true, rejectUnauthorized: true },
      (socket) => socket.end("hello"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const greet = (pair: { certificate: string; key: string }) =>
      new Promise<string>((resolve) => {
        const socket = connect({
          port,
          host: "127.0.0.1",
          cert: pair.certificate,
          key: pair.key,
          ca: authority.certificate,
        });
        let text = "";
        socket.on("data", (chunk) => (text += String(chunk)));
        socket.on("close", () => resolve(text));
        socket.on("error", () => resolve("refused"));
      });
    expect(await greet(leaf)).toBe("hello");
    expect(await greet(stranger)).not.toBe("hello");
    await new Promise((resolve) => server.close(resolve));
  });
});
