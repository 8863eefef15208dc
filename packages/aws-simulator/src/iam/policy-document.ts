import { malformedPolicy } from "./errors.ts";

const elements = ["Version", "Id", "Statement"];
const statementElements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/**
 * Checks a policy as far as IAM does without knowing any service's actions: JSON, its elements, the version,
 * effects, and that a trust policy names principals where a permissions policy names resources. Throws
 * `MalformedPolicyDocument`.
 */
export function checkPolicyDocument(text: string, kind: "trust" | "permissions"): void {
  const document = parsed(text);
  if (!isRecord(document)) throw malformedPolicy("Syntax errors in policy.");
  const version = document["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    throw malformedPolicy("The policy must contain a valid version string");
  }
  const foreign = Object.keys(document).find((key) => !elements.includes(key));
  if (foreign !== undefined) throw malformedPolicy(`Syntax errors in policy: unknown element ${foreign}.`);
  const statements = [document["Statement"]].flat();
  if (statements.length === 0 || statements[0] === undefined) throw malformedPolicy("Syntax errors in policy.");
  for (const statement of statements) checkStatement(statement, kind);
}

function checkStatement(statement: unknown, kind: "trust" | "permissions"): void {
  if (!isRecord(statement)) throw malformedPolicy("Syntax errors in policy.");
  const has = (name: string): boolean => statement[name] !== undefined;
  const foreign = Object.keys(statement).find((key) => !statementElements.includes(key));
  if (foreign !== undefined) throw malformedPolicy(`Syntax errors in policy: unknown element ${foreign}.`);
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny")
    throw malformedPolicy("Syntax errors in policy.");
  if (!has("Action") && !has("NotAction")) throw malformedPolicy("Policy statement must contain actions.");
  const actions = [statement["Action"] ?? statement["NotAction"]].flat();
  if (actions.some((action) => typeof action !== "string" || !/^(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)$/.test(action))) {
    throw malformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  }
  if (kind === "trust") {
    if (has("Resource") || has("NotResource")) throw malformedPolicy("Has prohibited field Resource");
    if (!has("Principal") && !has("NotPrincipal"))
      throw malformedPolicy("AssumeRolepolicy must contain at least one principal.");
    return;
  }
  if (has("Principal") || has("NotPrincipal")) throw malformedPolicy("Policy document should not specify a principal.");
  if (!has("Resource") && !has("NotResource")) throw malformedPolicy("Policy statement must contain resources.");
  const resources = [statement["Resource"] ?? statement["NotResource"]].flat();
  const wrong = resources.find(
    (resource) => typeof resource !== "string" || !/^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$/.test(resource),
  );
  if (wrong !== undefined)
    throw malformedPolicy(
      `Resource ${typeof wrong === "string" ? wrong : JSON.stringify(wrong)} must be in ARN format or "*".`,
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedPolicy("This policy contains invalid Json");
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The size that IAM counts: characters without white space. */
export function policySize(text: string): number {
  return text.replaceAll(/\s/g, "").length;
}

/** A document as IAM's answers carry it: URL-encoded as in RFC 3986. */
export function encodedDocument(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
