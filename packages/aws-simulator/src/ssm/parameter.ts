import type {
  DeleteParameterCommandInput,
  DeleteParameterCommandOutput,
  DeleteParametersCommandInput,
  DeleteParametersCommandOutput,
  GetParameterCommandInput,
  GetParameterCommandOutput,
  GetParameterHistoryCommandInput,
  GetParameterHistoryCommandOutput,
  GetParametersCommandInput,
  GetParametersCommandOutput,
  Parameter,
} from "@aws-sdk/client-ssm";
import { AwsError } from "../aws-error.ts";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { page } from "../request/page.ts";
import { invalid, invalidToken, notFound } from "./errors.ts";
import { findParameter, shownParameter } from "./parameter-lookup.ts";
import { ssmOf } from "./state.ts";

/** GetParameter by name, ARN, `name:version` or `name:label`. */
export const getParameter: CheckedHandler<GetParameterCommandInput, GetParameterCommandOutput> = ({
  input,
  account,
}) => ({
  Parameter: findParameter(account, input.Name, input.WithDecryption ?? false),
});

/** GetParameters: at most ten; those that do not exist are listed as invalid. */
export const getParameters: CheckedHandler<GetParametersCommandInput, GetParametersCommandOutput> = ({
  input,
  account,
}) => {
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
};

/** GetParameterHistory: the versions, oldest first. */
export const getParameterHistory: CheckedHandler<GetParameterHistoryCommandInput, GetParameterHistoryCommandOutput> = ({
  input,
  account,
}) => {
  const parameter = ssmOf(account).parameters.get(input.Name);
  if (parameter === undefined) throw notFound(input.Name);
  const { rows, next } = page(parameter.versions, {
    key: ({ number }) => String(number).padStart(8, "0"),
    limit: input.MaxResults ?? 50,
    token: input.NextToken,
    refuse: invalidToken,
  });
  return {
    Parameters: rows.map((version) => {
      const { ARN: _, ...shown } = shownParameter(account, parameter, version, input.WithDecryption ?? false);
      return { ...shown, Labels: [...version.labels], Tier: parameter.tier, Policies: [] };
    }),
    ...(next && { NextToken: next }),
  };
};

/** DeleteParameter. */
export const deleteParameter: CheckedHandler<DeleteParameterCommandInput, DeleteParameterCommandOutput> = ({
  input,
  account,
}) => {
  if (!ssmOf(account).parameters.delete(input.Name)) throw notFound(input.Name);
  return {};
};

/** DeleteParameters: at most ten; those that do not exist are listed as invalid. */
export const deleteParameters: CheckedHandler<DeleteParametersCommandInput, DeleteParametersCommandOutput> = ({
  input,
  account,
}) => {
  const { parameters } = ssmOf(account);
  const names = [...new Set(input.Names)];
  const known = names.filter((name) => parameters.has(name));
  for (const name of known) parameters.delete(name);
  return { DeletedParameters: known, InvalidParameters: names.filter((name) => !known.includes(name)) };
};
