import { DrydockError } from "@drydock/systemd/ground";
import * as z from "zod";

const credentials = z.looseObject({
  auth: z.string().optional(),
  identitytoken: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  email: z.string().optional(),
});
const registries = z.record(z.string(), credentials);

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
  const isCurrent = "auths" in document || "credHelpers" in document || "credsStore" in document;
  const { auths = {}, ...rest } = isCurrent ? document : { auths: document };
  const checked = registries.safeParse(auths);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new DockerConfigError(
      `the credentials of ${String(issue?.path[0] ?? "the registries")} are not what docker writes: ${issue?.message}`,
    );
  }
  const problems = Object.entries(checked.data).flatMap(([registry, entry]) =>
    problemOf(entry).map((problem) => `${registry} ${problem}`),
  );
  if (problems.length > 0) throw new DockerConfigError(`registry ${problems.join("; registry ")}`);
  return JSON.stringify({
    auths: Object.fromEntries(Object.entries(checked.data).map(([registry, entry]) => [registry, current(entry)])),
    ...rest,
  });
}

function parsed(text: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new DockerConfigError("the text is not JSON");
  }
  const object = z.record(z.string(), z.unknown()).safeParse(document);
  if (!object.success) throw new DockerConfigError("the text is JSON, but not an object of registries");
  return object.data;
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
