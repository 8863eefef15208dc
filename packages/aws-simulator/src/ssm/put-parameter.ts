import type { SSM } from "@aws-sdk/client-ssm";
import type { Resource } from "../resource.ts";
import { invalid, ssmError } from "./errors.ts";
import { checkParameterName } from "./parameter-name.ts";
import { addParameterTags } from "./parameter-tags.ts";
import { type ParameterRecord, parameters } from "./records/parameter.ts";

function tierOf(
  asked: string | undefined,
  value: string,
  present: ParameterRecord | undefined,
): "Standard" | "Advanced" {
  if (asked === "Intelligent-Tiering") return value.length > 4096 ? "Advanced" : (present?.tier ?? "Standard");
  if (asked === "Standard" && present?.tier === "Advanced") {
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier.",
    );
  }
  return asked === "Advanced" || present?.tier === "Advanced" ? "Advanced" : "Standard";
}

function checkValue(value: string, pattern: string | undefined, tier: "Standard" | "Advanced"): void {
  if (value === "") throw invalid("Parameter value: can't be empty.");
  if (value.length > (tier === "Standard" ? 4096 : 8192)) {
    throw invalid(
      tier === "Standard"
        ? "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier."
        : "Advanced tier parameters support a maximum parameter value of 8192 characters.",
    );
  }
  if (pattern === undefined) return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    throw ssmError("InvalidAllowedPatternException", "The request does not meet the regular expression requirement.");
  }
  if (!expression.test(value)) {
    throw ssmError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

/** The writing of a parameter, which is a new version of one that there is. */
export const parameterVersion: Resource<SSM> = {
  operations: {
    /**
     * PutParameter: a new parameter, with tags if any, or with Overwrite a new version of one that exists.
     */
    PutParameter({ input, account, now }) {
      checkParameterName(input.Name);
      const present = account.of(parameters).get(input.Name);
      if (input.Overwrite === true && (input.Tags ?? []).length > 0) {
        throw invalid(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
        );
      }
      if (present !== undefined && input.Overwrite !== true) {
        throw ssmError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        );
      }
      const type = input.Type ?? present?.type;
      if (type === undefined) throw invalid("A parameter type is required when you create a parameter.");
      if (present !== undefined && present.type !== type) {
        throw ssmError(
          "HierarchyTypeMismatchException",
          `The parameter ${input.Name} has the type ${present.type}, which cannot be changed to ${type}.`,
        );
      }
      if (input.KeyId !== undefined && type !== "SecureString")
        throw invalid("KeyId is required for SecureString type parameter only.");
      const tier = tierOf(input.Tier, input.Value, present);
      checkValue(input.Value, input.AllowedPattern, tier);
      if (input.DataType === "aws:ec2:image" && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(input.Value)) {
        throw invalid(
          `The value of a parameter with data type aws:ec2:image must be an AMI ID, not ${type === "SecureString" ? "this one" : input.Value}.`,
        );
      }
      const tags = new Map<string, string>();
      addParameterTags(tags, input.Tags);
      const parameter: ParameterRecord = present ?? {
        name: input.Name,
        type,
        tier,
        dataType: "text",
        description: undefined,
        keyId: undefined,
        allowedPattern: undefined,
        tags,
        versions: [],
      };
      parameter.tier = tier;
      parameter.dataType = input.DataType ?? parameter.dataType;
      parameter.description = input.Description ?? parameter.description;
      parameter.allowedPattern = input.AllowedPattern ?? parameter.allowedPattern;
      parameter.keyId = type === "SecureString" ? (input.KeyId ?? parameter.keyId ?? "alias/aws/ssm") : undefined;
      const number = (parameter.versions.at(-1)?.number ?? 0) + 1;
      parameter.versions.push({ number, value: input.Value, modified: now, labels: new Set() });
      if (parameter.versions.length > 100) parameter.versions.shift();
      account.of(parameters).set(parameter.name, parameter);
      return { Version: number, Tier: tier };
    },
  },
};
