import { readFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { dockerConfigFrom } from "@drydock/core";
import type { SecretSource } from "@drydock/core/design";
import { ProvisionError } from "../engine/error.ts";
import type { KeyedCertificate } from "./authority.ts";
import { SecretValue } from "./secret-value.ts";
import { loadAuthority } from "./load-authority.ts";

export interface SecretStore {
  /** The value that a source comes to. Throws `secret-unavailable`. */
  valueOf(source: SecretSource): Promise<SecretValue>;
  /** Loads what making these values takes, so that nothing is loaded while a run's time is counted. */
  prepare(sources: readonly SecretSource[]): Promise<void>;
}

export interface SecretStoreInput {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of a secret that stands in the account, by its name within the cluster. */
  readonly fetch: (name: string) => Promise<string>;
  readonly now: () => number;
  /** Is told of each value, wherever it comes from. */
  readonly onValue?: (value: string) => void;
  /** Is told of each value that was read from here, by where that was. */
  readonly onLocal?: (name: string, value: string, form: string) => void;
}

/**
 * Knows where values come from. It keeps nothing but the authority's key, and that only as long as the run.
 */
export function secretStore({ environment, fetch, now, onValue, onLocal }: SecretStoreInput): SecretStore {
  const authorities = new Map<string, Promise<KeyedCertificate>>();

  const authority = (name: string): Promise<KeyedCertificate> => {
    const known = authorities.get(name);
    if (known !== undefined) return known;
    const fetched = fetch(name).then((text) => {
      const { "ca.crt": certificate, "ca.key": key } = JSON.parse(text) as Partial<Record<string, string>>;
      if (certificate === undefined || key === undefined) {
        // The text is a private key's: nothing of it is told.
        throw new ProvisionError("secret-unavailable", `the secret ${name} holds no certificate authority`, {
          hint: "It must be JSON with ca.crt and ca.key, as Drydock writes it.",
        });
      }
      return { certificate, key };
    });
    authorities.set(name, fetched);
    return fetched;
  };

  // One after the other: keys are made by the thread pool, which would otherwise decide the order of the
  // calls that wait for them.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(make: () => Promise<Value>): Promise<Value> => {
    const made = last.then(make, make);
    last = made.catch(() => {});
    return made;
  };

  const textOf = async (source: SecretSource): Promise<string> => {
    switch (source.kind) {
      case "environment":
        return storable(
          formatted(source.format, fromEnvironment(environment, source.variable), `$${source.variable}`),
          `$${source.variable}`,
        );
      case "file":
        return storable(formatted(source.format, await fromFile(source.path), source.path), source.path);
      case "generated":
        return randomBytes(source.length).toString("base64url").slice(0, source.length);
      case "authority": {
        const { makeAuthority } = await loadAuthority();
        const made = await inTurn(() => makeAuthority(source.commonName, source.days, now()));
        return JSON.stringify({ "ca.crt": made.certificate, "ca.key": made.key });
      }
      case "certificate": {
        const { signCertificate } = await loadAuthority();
        const signer = await authority(source.authority);
        const leaf = await inTurn(() => signCertificate(signer, source, now()));
        return JSON.stringify({ "ca.crt": signer.certificate, "tls.crt": leaf.certificate, "tls.key": leaf.key });
      }
      case "existing":
        throw new ProvisionError("secret-unavailable", `${source.arn} is kept by its owner; nothing is written to it`);
    }
  };
  return {
    async valueOf(source) {
      const text = await textOf(source);
      onValue?.(text);
      if (source.kind === "environment") onLocal?.(`$${source.variable}`, text, source.format);
      if (source.kind === "file") onLocal?.(source.path, text, source.format);
      return new SecretValue(text);
    },
    async prepare(sources) {
      if (sources.some(({ kind }) => kind === "authority" || kind === "certificate")) await loadAuthority();
    },
  };
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>, variable: string): string {
  const value = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
  if (value !== undefined && value !== "") return value;
  const what = value === "" ? `${variable} is empty in the environment` : `the environment has no ${variable}`;
  throw new ProvisionError("secret-unavailable", what, {
    hint: `Set ${variable} to the secret's value for this run.`,
  });
}

async function fromFile(path: string): Promise<string> {
  try {
    return exactText(await readFile(path), path);
  } catch (cause) {
    if (cause instanceof ProvisionError) throw cause;
    throw new ProvisionError("secret-unavailable", `cannot read ${path}`, {
      cause,
      hint: "Nothing was sent. Give a readable file.",
    });
  }
}

/** Bytes that are no text would be stored as others, and nobody would be told. */
function exactText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ProvisionError("secret-unavailable", `${path} is no text in UTF-8`, {
      hint: "Give a file of text; what is binary can be written as base64, for the node to decode.",
    });
  }
}

// Source: Secrets Manager user guide, "Quotas": secret value size.
const mostBytes = 65_536;

/** A value as Secrets Manager takes one: not empty, not too long, and text that UTF-8 can hold. */
function storable(text: string, origin: string): string {
  const refuse = (what: string, hint: string) =>
    new ProvisionError("secret-unavailable", `${origin} ${what}`, { hint });
  if (text === "") throw refuse("is empty", "Write the secret's value into it.");
  if (/\p{Surrogate}/u.test(text)) throw refuse("holds half a character", "Give text that UTF-8 can hold.");
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return text;
  throw refuse(
    `comes to ${bytes} bytes, and Secrets Manager takes ${mostBytes}`,
    "Give a shorter value, or keep the whole in a bucket and its key in the secret.",
  );
}

function formatted(format: "text" | "docker-config", text: string, origin: string): string {
  if (format === "text") return text;
  try {
    return dockerConfigFrom(text);
  } catch (error) {
    // The parser's words may quote the text, which is the secret: only where it came from is told.
    throw new ProvisionError("secret-unavailable", `${origin} is neither a config.json nor a .dockercfg of docker`, {
      hint:
        error instanceof Error && error.name === "DockerConfigError"
          ? error.message
          : "Give the text of the file itself.",
    });
  }
}
