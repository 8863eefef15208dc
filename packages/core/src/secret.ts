import * as z from "zod/mini";
import { built } from "./built.ts";
import { present } from "./present.ts";
import type { Named, Read, Written } from "./written.ts";

const format = z.enum(["text", "docker-config"]);

const optionFields = {
  /** Raise it to have the value written again. Default 1. */
  version: z._default(z.int(), 1),
  /** Whether it may be deleted only by name. Default false. */
  precious: z._default(z.boolean(), false),
};

/** A secret as it is read. */
export const secretSchema = z.strictObject({
  kind: z.literal("secret"),
  /** Where its value comes from. */
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("environment"), variable: z.string(), format }),
    z.strictObject({ kind: z.literal("file"), path: z.string(), format }),
    z.strictObject({ kind: z.literal("generated"), length: z.int() }),
    z.strictObject({ kind: z.literal("existing"), arn: z.string() }),
  ]),
  ...optionFields,
});

/** What is said of every secret. */
export interface SecretOptions extends Written<typeof optionFields>, Named {}

/** A secret of a blueprint: where its value comes from, never the value. */
export interface Secret extends Read<typeof secretSchema> {}

/**
 * Where a value is read when the cluster is created: an environment variable or a file of the machine that
 * runs Drydock.
 */
export type SecretOrigin =
  | {
      /** Name of the environment variable. */
      readonly fromEnv: string;
    }
  | {
      /** Path of the file. */
      readonly fromFile: string;
    };

/** What is said of a secret that is read somewhere. */
export type ReadSecretOptions = SecretOrigin & SecretOptions;

/** What is said of a secret that is made with the cluster. */
export interface GeneratedSecretOptions extends SecretOptions {
  /** How many letters and digits, 16 to 4096. Default 32. */
  readonly length?: number;
}

/** What is said of a secret that stands already. */
export interface ExistingSecretOptions extends SecretOptions {
  /** Its ARN in Secrets Manager. */
  readonly arn: string;
}

/**
 * Declares secrets. No value passes through here: each names the place where it is read when the cluster is
 * created.
 *
 * @example
 * ```ts
 * import { secret } from "@drydock/core";
 *
 * const secrets = {
 *   dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }),
 *   token: secret.generated({ length: 48 }),
 * };
 * ```
 */
export const secret = {
  /**
   * Credentials of container registries, as `config.json` or the older `.dockercfg`. Every node of the
   * cluster gets them as `/root/.docker/config.json`, where docker and podman look.
   */
  dockerConfig: (origin: ReadSecretOptions): Secret => from(origin, (place) => read(place, "docker-config")),
  /** Text from an environment variable or a file. */
  text: (origin: ReadSecretOptions): Secret => from(origin, (place) => read(place, "text")),
  /** The content of a file, as text. */
  file: (path: string, options: SecretOptions = {}): Secret =>
    from(options, (rest) => read({ fromFile: path, ...rest }, "text")),
  /**
   * Random letters and digits, made when the cluster is created and kept for its life.
   */
  generated: (options: GeneratedSecretOptions = {}): Secret =>
    from(options, ({ length = 32, ...rest }) => made({ kind: "generated", length }, rest)),
  /** A secret that stands in Secrets Manager already. */
  existing: (options: ExistingSecretOptions): Secret =>
    from(options, ({ arn, ...rest }) => made({ kind: "existing", arn }, rest)),
} as const;

/** What options make, or what was given in their place, as `built` keeps it. */
function from<Options>(options: Options, make: (options: Options) => Secret): Secret {
  return typeof options === "object" && options !== null ? make(options) : built(secretSchema, options);
}

function read(origin: ReadSecretOptions, format: "text" | "docker-config"): Secret {
  const { fromEnv, fromFile, ...options }: { fromEnv?: string; fromFile?: string } & SecretOptions = origin;
  if (fromFile !== undefined && fromEnv === undefined) return made({ kind: "file", path: fromFile, format }, options);
  return made({ kind: "environment", variable: fromEnv ?? "", format }, { ...options, ...present({ fromFile }) });
}

function made(source: Secret["source"], options: SecretOptions): Secret {
  return built(secretSchema, { kind: "secret", source, ...options });
}
