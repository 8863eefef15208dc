import type { Parameter, SSM } from "@aws-sdk/client-ssm";
import { AwsError } from "../aws-error.ts";
import { resource } from "../resource.ts";
import { invalid, notFound } from "./errors.ts";
import { pageOf } from "./page.ts";
import { findParameter, shownParameter } from "./parameter-lookup.ts";
import { type ParameterRecord, parameters } from "./records/parameter.ts";

/** Parameters, without those that AWS publishes. */
export const parameter = resource<SSM, ParameterRecord>({
  type: "parameter",
  table: parameters,
  tags: ({ tags }) => tags,
  inventory: ({ type, versions }) => ({ attributes: { type, version: versions.at(-1)?.number } }),
  operations: {
    /** GetParameter by name, ARN, `name:version` or `name:label`. */
    GetParameter({ input, account }) {
      return {
        Parameter: findParameter(account, input.Name, input.WithDecryption ?? false),
      };
    },

    /** GetParameters: at most ten; those that do not exist are listed as invalid. */
    GetParameters({ input, account }) {
      if (new Set(input.Names).size < input.Names.length) throw invalid("Duplicate parameter names are not allowed.");
      const found: Parameter[] = [];
      const missing: string[] = [];
      for (const name of input.Names) {
        try {
          found.push(findParameter(account, name, input.WithDecryption ?? false));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          missing.push(name);
        }
      }
      return { Parameters: found, InvalidParameters: missing };
    },

    /** GetParameterHistory: the versions, oldest first. */
    GetParameterHistory({ input, account }) {
      const parameter = account.of(parameters).get(input.Name);
      if (parameter === undefined) throw notFound(input.Name);
      const { rows, rest } = pageOf(parameter.versions, ({ number }) => String(number).padStart(8, "0"), 50, input);
      return {
        Parameters: rows.map((version) => {
          const { ARN: _, ...shown } = shownParameter(account, parameter, version, input.WithDecryption ?? false);
          return { ...shown, Labels: [...version.labels], Tier: parameter.tier, Policies: [] };
        }),
        ...rest,
      };
    },

    /** DeleteParameter. */
    DeleteParameter({ input, account }) {
      if (!account.of(parameters).delete(input.Name)) throw notFound(input.Name);
      return {};
    },

    /** DeleteParameters: at most ten; those that do not exist are listed as invalid. */
    DeleteParameters({ input, account }) {
      const names = [...new Set(input.Names)];
      const known = names.filter((name) => account.of(parameters).has(name));
      for (const name of known) account.of(parameters).delete(name);
      return { DeletedParameters: known, InvalidParameters: names.filter((name) => !known.includes(name)) };
    },
  },
});
