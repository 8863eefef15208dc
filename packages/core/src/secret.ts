import * as z from "zod/mini";
import { built } from "./built.ts";
import type { Named, Read, Written } from "./written.ts";

const format = z.enum(["text", "docker-config"]);

const optionFields = {
  /**
   * Another number than before has a generated value made anew, a lower one too. A value from a variable or a
   * file is written again whenever that has changed. Default 1.
   */
  version: z._default(z.int(), 1),
  /** Whether it may be deleted only by name. Default false. */
  precious: z._default(z.boolean(), false),
};

/** What is written of a secret beside its options, by the kind of its source. */
const originFields: ReadonlyMap<unknown, string> = new Map([
  ["environment", "fromEnv fromFile"],
  ["file", "fromEnv fromFile"],
  ["generated", "length"],
  ["existing", "arn"],
]);

/** The fields that are known, as they are written, which are not those that are read. */
function knownFields({ code, input }: z.core.$ZodRawIssue): string | undefined {
  if (code !== "unrecognized_keys") return undefined;
  const { source } = (input ?? {}) as { readonly source?: { readonly kind?: unknown } | null };
  return [originFields.get(source?.kind) ?? "source", ...Object.keys(optionFields)].join(" ");
}

const fieldsSchema = z.strictObject(
  {
    kind: z.literal("secret"),
    /** Where its value comes from. */
    source: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("environment"), variable: z.string(), format }),
      z.strictObject({ kind: z.literal("file"), path: z.string(), format }),
      z.strictObject({ kind: z.literal("generated"), length: z.int() }),
      z.strictObject({ kind: z.literal("existing"), arn: z.string() }),
    ]),
    ...optionFields,
  },
  { error: knownFields },
);

/** Refuses a secret that has two origins: which of them was meant cannot be told. */
const oneOrigin = z.transform((given: z.input<typeof fieldsSchema>, { issues }) => {
  if (typeof given === "object" && given !== null && "fromEnv" in given && "fromFile" in given) {
    const message = "fromEnv and fromFile both name a place from which the value comes";
    issues.push({
      code: "custom",
      input: given,
      path: [],
      message,
      params: { remedy: "Give one of the two.", rule: "secret-origin" },
    });
  }
  return given;
});

/** A secret as it is read. */
export const secretSchema = z.pipe(oneOrigin, fieldsSchema);

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
  /** How many characters, 16 to 4096: letters, digits, `-` and `_`. Default 32. */
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
   * Random characters, made when the cluster is created and kept for its life: letters, digits, `-` and `_`,
   * the alphabet of base64url.
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
  const both = fromFile === undefined ? {} : { fromEnv, fromFile };
  return made({ kind: "environment", variable: fromEnv ?? "", format }, { ...options, ...both });
}

function made(source: Secret["source"], options: SecretOptions): Secret {
  return built(secretSchema, { kind: "secret", source, ...options });
}
