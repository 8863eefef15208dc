import type { SSM } from "@aws-sdk/client-ssm";
import { asListed, type Resource } from "../resource.ts";
import { callerArn } from "../sts/caller.ts";
import { invalid, ssmError } from "./errors.ts";
import { pageOf } from "./page.ts";
import { isUnder, satisfies } from "./parameter-filter.ts";
import { parameterArn, publicParametersUnder, shownParameter } from "./parameter-lookup.ts";
import { parameters } from "./records/parameter.ts";

/** Parameters by path and by filter. */
export const parameterListing: Resource<SSM> = {
  operations: {
    /** GetParametersByPath: at most ten a page; public parameters are found under `/aws/service/`. */
    GetParametersByPath({ input, account }) {
      const { Path: path, Recursive: deep = false, ParameterFilters: filters = [] } = input;
      if (!path.startsWith("/")) {
        throw invalid(
          'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
        );
      }
      const unfit = filters.find(({ Key }) => !["Type", "KeyId", "Label"].includes(Key));
      if (unfit !== undefined)
        throw ssmError(
          "InvalidFilterKey",
          `The following filter key is not valid: ${unfit.Key}. Valid filter keys include: [Type, KeyId, Label].`,
        );
      const own = asListed(account, parameters)
        .filter((parameter) => satisfies(parameter, filters))
        .flatMap((parameter) => {
          const version = parameter.versions.at(-1);
          return version === undefined
            ? []
            : [shownParameter(account, parameter, version, input.WithDecryption ?? false)];
        });
      const published = path.startsWith("/aws/service/") ? publicParametersUnder(account, path) : [];
      const { rows, rest } = pageOf(
        [...own, ...published].filter(({ Name = "" }) => isUnder(Name, path, deep)),
        ({ Name = "" }) => Name,
        10,
        input,
      );
      return { Parameters: rows, ...rest };
    },

    /** DescribeParameters: the account's, without their values. */
    DescribeParameters({ input, account }) {
      if ((input.Filters ?? []).length > 0 && (input.ParameterFilters ?? []).length > 0) {
        throw invalid("You can use either Filters or ParameterFilters in a single request.");
      }
      const filters = [
        ...(input.ParameterFilters ?? []),
        ...(input.Filters ?? []).map(({ Key, Values }) => ({
          Key,
          Values,
          Option: Key === "Name" ? "BeginsWith" : "Equals",
        })),
      ];
      const shown = asListed(account, parameters).filter((parameter) => satisfies(parameter, filters));
      const { rows, rest } = pageOf(shown, ({ name }) => name, 50, input);
      return {
        Parameters: rows.map((parameter) => {
          const version = parameter.versions.at(-1);
          return {
            Name: parameter.name,
            ARN: parameterArn(account, parameter.name),
            Type: parameter.type,
            Tier: parameter.tier,
            DataType: parameter.dataType,
            Version: version?.number ?? 0,
            LastModifiedDate: new Date(version?.modified ?? 0),
            LastModifiedUser: callerArn(account),
            Policies: [],
            ...(parameter.description !== undefined && { Description: parameter.description }),
            ...(parameter.keyId !== undefined && { KeyId: parameter.keyId }),
            ...(parameter.allowedPattern !== undefined && { AllowedPattern: parameter.allowedPattern }),
          };
        }),
        ...rest,
      };
    },
  },
};
