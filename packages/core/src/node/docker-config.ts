import { DrydockError } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { expected } from "../issue-words.ts";

const credentials = z.looseObject({
  auth: z.optional(z.string()),
  identitytoken: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  email: z.optional(z.string()),
});

/**
 * Fields of a `config.json`; none is a name that a registry may have. Source: docker's
 * `cli/config/configfile/file.go`.
 */
const currentFields =
  `auths credHelpers credsStore HttpHeaders psFormat imagesFormat networksFormat pluginsFormat volumesFormat
  statsFormat detachKeys serviceInspectFormat servicesFormat tasksFormat secretFormat configFormat nodesFormat pruneFilters proxies
  experimental stackOrchestrator kubernetes currentContext cliPluginsExtraDirs plugins aliases features`.split(/\s+/);

/** Helpers that ask the keychain of a person's computer. */
const desktopHelpers = ["desktop", "osxkeychain", "wincred", "secretservice", "pass"];

/**
 * Thrown for registry credentials that docker would not take. Its message never quotes the text, which is the
 * secret.
 */
export class DockerConfigError extends DrydockError<"invalid-docker-config"> {
  static override readonly type: string = "DockerConfigError";

  constructor(message: string) {
    super("invalid-docker-config", message);
  }
}

/**
 * Registry credentials as docker reads them today: a `config.json` with `auths`. Takes that, or the older
 * `.dockercfg` whose registries stand at the top level and which docker dropped in 23.0; keeps everything
 * else of a `config.json`, such as `credHelpers`.
 *
 * @throws {DockerConfigError} Where docker would not take it.
 *
 * @example
 * ```ts
 * import { dockerConfigFrom } from "@drydock/core";
 *
 * console.log(dockerConfigFrom('{ "quay.io": { "username": "ada", "password": "secret" } }'));
 * // {"auths":{"quay.io":{"auth":"YWRhOnNlY3JldA=="}}}
 * ```
 */
export function dockerConfigFrom(text: string): string {
  const document = parsed(text);
  const isCurrent = currentFields.some((field) => Object.hasOwn(document, field));
  const { auths = {}, ...rest } = isCurrent ? document : { auths: document };
  if (!isRecord(auths)) throw new DockerConfigError("the credentials of the registries are not what docker writes");
  refuseHelpers(rest);
  const entries = Object.entries(auths).map(([registry, entry]) => [registry, credentialsOf(registry, entry)] as const);
  const problems = entries.flatMap(([registry, entry]) => problemOf(entry).map((problem) => `${registry} ${problem}`));
  if (problems.length > 0) throw new DockerConfigError(`registry ${problems.join("; registry ")}`);
  return JSON.stringify({
    auths: Object.fromEntries(entries.map(([registry, entry]) => [registry, current(entry)])),
    ...rest,
  });
}

/** Refuses helpers that are none, and those that only a person's own computer has. */
function refuseHelpers({ credsStore, credHelpers = {} }: Readonly<Record<string, unknown>>): void {
  if (credsStore !== undefined && typeof credsStore !== "string")
    throw new DockerConfigError("credsStore is not the name of a helper, which is a text");
  if (!isRecord(credHelpers) || !Object.values(credHelpers).every((helper) => typeof helper === "string"))
    throw new DockerConfigError("credHelpers is not an object of registries and the names of their helpers");
  const helpers = new Set([credsStore, ...Object.values(credHelpers)]);
  const own = desktopHelpers.filter((helper) => helpers.has(helper));
  if (own.length === 0) return;
  throw new DockerConfigError(
    `the credentials are kept by ${own.join(", ")}, a helper that nodes do not have: log in where credsStore is not set`,
  );
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new DockerConfigError("the text is not JSON");
  }
  if (isRecord(document)) return document;
  throw new DockerConfigError("the text is JSON, but not an object of registries");
}

// Not a schema of zod's: its records lose an entry by the name `__proto__`.
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function credentialsOf(registry: string, entry: unknown): z.infer<typeof credentials> {
  const { error } = credentials.safeParse(entry);
  if (error === undefined) return entry as z.infer<typeof credentials>;
  const reasons = error.issues.map((issue) => `${issue.path.join(".") || "they"} must be ${expected(issue)}`);
  throw new DockerConfigError(`the credentials of ${registry} are not what docker writes: ${reasons.join(", ")}`);
}

function problemOf({ auth, identitytoken, username, password }: z.infer<typeof credentials>): string[] {
  if (identitytoken !== undefined || (username !== undefined && password !== undefined)) return [];
  if (auth === undefined) return ["has no auth, and neither a token nor a user name with its password"];
  return Buffer.from(auth, "base64").toString("utf8").includes(":")
    ? []
    : ["has an auth that is not user:password in base64"];
}

function current({ email: _email, username, password, ...entry }: z.infer<typeof credentials>): object {
  if (entry.auth !== undefined || username === undefined || password === undefined) return entry;
  return { ...entry, auth: Buffer.from(`${username}:${password}`).toString("base64") };
}
