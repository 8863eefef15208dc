import type { MetadataBearer, Pluggable } from "@smithy/types";
import { nearest } from "@drydock/systemd/ground";
import { ProvisionError, reasonOf } from "../engine/error.ts";
import { isUnanswered } from "../engine/unanswered.ts";
import { actionOf, prefixOf } from "./action.ts";
import { classify } from "./error-table.ts";
import { regionNames } from "./region-names.ts";
import { safeMessage } from "./safe-message.ts";
import type { ServiceName } from "./services.ts";
import { unknownRegionIn } from "./unknown-region.ts";

/** Which call an error came from. */
interface FailedCall {
  readonly service: ServiceName;
  /** `DescribeVpcs`. */
  readonly operation: string;
}

const failedCalls = new WeakMap<object, FailedCall>();

/** Middleware that remembers of each error which call it came from, and leaves the error as it is. */
export function rememberFailures(service: ServiceName): Pluggable<object, MetadataBearer> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName = "" }) =>
          async (request) => {
            try {
              return await next(request);
            } catch (error) {
              const operation = commandName.replace(/Command$/, "");
              if (error instanceof Error) {
                failedCalls.set(error, { service, operation });
                reword(error, safeMessage(error.message, operation, request.input));
              }
              throw error;
            }
          },
        // Outermost, so that it hears what comes of missing credentials too.
        { step: "initialize", priority: "high", name: "drydockRememberFailures", override: true },
      ),
  };
}

/** Remembers it of the error of a call to which nobody has answered at any attempt. */
export function rememberSilence(error: unknown, call: FailedCall): void {
  if (error instanceof Error && isUnanswered(error)) failedCalls.set(error, call);
}

function reword(error: Error, message: string): void {
  if (message === error.message) return;
  // The SDK keeps the words of some services under that name as well.
  if ("Message" in error) Object.assign(error, { Message: message });
  error.message = message;
  error.stack = `${error.name}: ${message}`;
}

/**
 * What is told to the caller of an error that nothing has given a meaning: the error of a call as a
 * `ProvisionError` that names the call, anything else as it is.
 */
export function toldOf(error: unknown): unknown {
  const call = error instanceof Error ? failedCalls.get(error) : undefined;
  if (call === undefined) return error;
  return new ProvisionError(
    "call-failed",
    `${call.operation} of ${prefixOf(call.service)} failed: ${reasonOf(error)}`,
    {
      cause: error,
      hint: hintOf(error, call),
    },
  );
}

/** What to do about the error of a call; undefined where AWS's own words say all that there is to say. */
export function adviceOn(error: unknown): string | undefined {
  const call = error instanceof Error ? failedCalls.get(error) : undefined;
  const hint = call && hintOf(error, call);
  return hint === general ? undefined : hint;
}

/** The IAM action of the call that an error came from, where that is known. */
export function actionOfFailure(error: unknown): string | undefined {
  const call = error instanceof Error ? failedCalls.get(error) : undefined;
  return call && actionOf(call.service, call.operation);
}

/** Whether an error of that name is about who asks, not about what is asked. */
export function isCredentialTrouble(name: string): boolean {
  return credentialTrouble.test(name);
}

const general = "Read the cause, remove it, and run again.";

function hintOf(error: unknown, { service, operation }: FailedCall): string {
  const { name, message } = error as Error;
  const region = unknownRegionIn(error);
  if (region !== undefined) return adviceOnRegion(region);
  if (isUnanswered(error)) return "Look whether there is a network, and run again; `patience` says how long to try.";
  if (noCredentials.test(message)) return findCredentials;
  if (foreignKey.test(name)) return checkCredentials;
  if (isCredentialTrouble(name)) return "Renew the credentials, or choose others with AWS_PROFILE, and run again.";
  const meaning = classify(error);
  if (meaning === "denied") {
    // AWS names the action in most of its refusals.
    const [, named] = /not authorized to perform: (\w+:\w+)/.exec(message) ?? [];
    return `The credentials need the permission ${named ?? actionOf(service, operation)}; requiredPermissions lists all.`;
  }
  if (meaning === "throttled") return "AWS was asked too much, or is in trouble: run again in a while.";
  if (limits.test(name)) {
    return "A quota of the account is used up: ask for more in Service Quotas, or take away what is not needed.";
  }
  return shortages.find(({ names }) => names.test(name))?.hint ?? general;
}

/** What AWS has too little of, by the names of its errors (EC2 API reference, "Error codes"). */
const shortages: readonly { readonly names: RegExp; readonly hint: string }[] = [
  {
    names: /^Insufficient\w*Capacity$/,
    hint: "AWS has none of it free there now: run again later, or take another instance type or another zone.",
  },
  {
    names: /^InsufficientFreeAddressesInSubnet$/,
    hint: "No address is left in the subnet: give the network larger or further ones, or fewer machines.",
  },
];

/** Names of errors about how much an account may have. */
const limits = /LimitExceeded|QuotaExceeded|^TooMany(?!Requests)/;

function adviceOnRegion(region: string): string {
  const meant = nearest(region, regionNames);
  const guess = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `No region ${region} is known.${guess} Mend the region option, AWS_REGION, or the profile, and run again.`;
}

/** What the SDK says where every place to look for credentials was empty. */
const noCredentials = /^Could not load credentials from any providers|^Credential is missing/;

const findCredentials =
  "There are no credentials: set AWS_PROFILE to a profile that there is, and log in where that is its way (aws sso " +
  "login), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give client: { credentials }, and run again.";

/**
 * Names of errors about keys that are not known where it was asked (AWS Account Management, "Enable or
 * disable AWS Regions").
 */
const foreignKey = /^(InvalidClientTokenId|UnrecognizedClient|AuthFailure)/;

const checkCredentials =
  "Renew the credentials, or choose others with AWS_PROFILE, and run again; a region that an account has not " +
  "enabled knows none of its credentials.";

/** Names of errors about who asks, not about what is asked. */
const credentialTrouble =
  /^(ExpiredToken|RequestExpired|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure|CredentialsProviderError|TokenProviderError)/;
