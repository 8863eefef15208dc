// The polyfill must come before x509, which needs it while it loads.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { webcrypto } from "node:crypto";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 86_400_000;

x509.cryptoProvider.set(webcrypto);

/** A certificate with its private key, both in PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly commonName: string;
  readonly addresses: readonly string[];
  readonly names: readonly string[];
  readonly usages: readonly ("server" | "client")[];
  readonly days: number;
}

/**
 * Makes a certificate authority: a P-256 key and a self-signed certificate that may sign leaves and nothing
 * below them.
 */
export async function makeAuthority(commonName: string, days: number, now: number): Promise<KeyedCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: nameOf(commonName),
    ...validity(days, now),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await privatePem(keys.privateKey) };
}

/**
 * Signs a leaf with an authority. Its names and addresses stand in the subject alternative names, where etcd
 * and TLS look.
 */
export async function signCertificate(
  authority: KeyedCertificate,
  request: CertificateRequest,
  now: number,
): Promise<KeyedCertificate> {
  const issuer = await issuerOf(authority);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const purposes = { server: x509.ExtendedKeyUsage.serverAuth, client: x509.ExtendedKeyUsage.clientAuth };
  const alternatives = [
    ...request.names.map((value) => ({ type: "dns" as const, value })),
    ...request.addresses.map((value) => ({ type: "ip" as const, value })),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: nameOf(request.commonName),
    issuer: issuer.name,
    ...validity(request.days, now),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: issuer.key,
    extensions: [
      ...leafOnly,
      new x509.ExtendedKeyUsageExtension(request.usages.map((usage) => purposes[usage])),
      ...(alternatives.length > 0 ? [new x509.SubjectAlternativeNameExtension(alternatives)] : []),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      issuer.identifier,
    ],
  });
  return { certificate: certificate.toString("pem"), key: await privatePem(keys.privateKey) };
}

const leafOnly = [
  new x509.BasicConstraintsExtension(false, undefined, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
];

/** An authority as its leaves take it. */
interface Issuer {
  readonly name: x509.Name;
  readonly key: webcrypto.CryptoKey;
  readonly identifier: x509.AuthorityKeyIdentifierExtension;
}

const issuers = new WeakMap<KeyedCertificate, Promise<Issuer>>();

/** Reads an authority once: a run signs one leaf for each member and each role. */
function issuerOf(authority: KeyedCertificate): Promise<Issuer> {
  const known = issuers.get(authority);
  if (known !== undefined) return known;
  const read = readIssuer(authority);
  issuers.set(authority, read);
  return read;
}

async function readIssuer({ certificate, key }: KeyedCertificate): Promise<Issuer> {
  const issuer = new x509.X509Certificate(certificate);
  return {
    name: issuer.subjectName,
    key: await webcrypto.subtle.importKey("pkcs8", x509.PemConverter.decodeFirst(key), algorithm, false, ["sign"]),
    identifier: await x509.AuthorityKeyIdentifierExtension.create(issuer),
  };
}

/** Clocks of new machines may run a little behind: certificates begin an hour ago. */
function validity(days: number, now: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now - 3_600_000), notAfter: new Date(now + days * day) };
}

/**
 * Throws a `TypeError` for a name that the encoder would read as more than one; 64 characters are X.509's
 * limit (RFC 5280, appendix A).
 */
function nameOf(commonName: string): x509.JsonName {
  if (!/^[A-Za-z0-9 ._@*-]{1,64}$/.test(commonName)) {
    throw new TypeError(
      `a common name is 1 to 64 letters, digits, spaces and . _ @ * -, not ${JSON.stringify(commonName)}`,
    );
  }
  return [{ CN: [commonName] }];
}

/** 16 random bytes; the first keeps the number positive, as RFC 5280 (4.1.2.2) wants it. */
function serialNumber(): string {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x01, 0);
  return bytes.toString("hex");
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
