import type { HttpHeader, Resource, Verification } from "../../spec/resource.ts";
import { parseGoUrl } from "./go-url.ts";
import type { Rule } from "./rule.ts";
import { optionalSourceProblem, sourceProblem } from "./source-url.ts";

/** A resource: its compression, source, hash and headers. */
export const resourceRule: Rule<Resource> = (resource, context) => {
  const { compression, source } = resource;
  if (compression !== undefined && compression !== "" && compression !== "gzip") {
    context.error("invalid compression method", "compression");
  }
  if (resource.verification?.hash !== undefined && source === undefined) {
    context.error("source must be specified if verification is specified", "verification", "hash");
  }
  context.error(optionalSourceProblem(source, context.minor), "source");
  context.error(headersProblem(resource), "httpHeaders");
};

/** A config to merge or replace with, in spec 3.0. */
export const configReferenceRule: Rule<Resource> = ({ source }, context) => {
  context.error(optionalSourceProblem(source, context.minor), "source");
};

/** A certificate authority, in spec 3.0. */
export const authorityReferenceRule: Rule<Resource> = ({ source = "" }, context) => {
  context.error(sourceProblem(source, context.minor), "source");
};

/** What is wrong with a resource that has to have a source. */
export function requiredSourceProblem({ source }: Resource, minor: number): string | undefined {
  return source === undefined || source === "" ? "source is required" : sourceProblem(source, minor);
}

function headersProblem({ httpHeaders, source = "" }: Resource): string | undefined {
  if (httpHeaders === undefined || httpHeaders.length === 0) return undefined;
  const url = source === "" ? undefined : parseGoUrl(source);
  if (url === undefined) return "unable to parse url";
  const isHttp = url.scheme === "http" || url.scheme === "https";
  return isHttp ? undefined : "cannot use HTTP headers with this source scheme";
}

/** A header: its name, and a value that is not empty. */
export const httpHeaderRule: Rule<HttpHeader> = ({ name, value }, context) => {
  if (name === "") context.error("HTTP header name can't be empty", "name");
  if (value === "") context.error("unable to parse HTTP header", "value");
};

const hexLengths: ReadonlyMap<string, number> = new Map([
  ["sha512", 128],
  ["sha256", 64],
]);

/** A hash: a known function, and as many digits as it has. */
export const verificationRule: Rule<Verification> = ({ hash }, context) => {
  if (hash === undefined) return;
  const dash = hash.indexOf("-");
  if (dash === -1) return context.error("malformed hash specifier", "hash");
  const name = hash.slice(0, dash);
  const hexLength = context.minor === 0 && name === "sha256" ? undefined : hexLengths.get(name);
  if (hexLength === undefined) return context.error("unrecognized hash function", "hash");
  if (Buffer.byteLength(hash) - dash - 1 !== hexLength) context.error("incorrect size for hash sum", "hash");
};
