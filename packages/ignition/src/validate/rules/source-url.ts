import { dataUrlProblem } from "../../data-url/read-data-url.ts";
import { parseGoUrl, queryValue } from "./go-url.ts";

const notS3Arn = "invalid S3 ARN format";

/** What is wrong with the URL of a resource, in Ignition's words. `minor` is that of the spec. */
export function sourceProblem(source: string, minor: number): string | undefined {
  const url = parseGoUrl(source);
  if (url === undefined) return "unable to parse url";
  switch (url.scheme) {
    case "http":
    case "https":
    case "tftp":
      return undefined;
    case "gs":
      return minor >= 2 ? undefined : "invalid url scheme";
    case "s3":
      return versionProblem(url.query);
    case "arn":
      if (minor < 4) return "invalid url scheme";
      return arnProblem(`arn:${url.opaque}`) ?? versionProblem(url.query);
    case "data":
      return dataUrlProblem(source);
    default:
      return "invalid url scheme";
  }
}

/** The same for a field that may be left out. */
export function optionalSourceProblem(source: string | undefined, minor: number): string | undefined {
  return source === undefined || source === "" ? undefined : sourceProblem(source, minor);
}

function versionProblem(query: string): string | undefined {
  return queryValue(query, "versionId") === "" ? "invalid S3 object VersionId" : undefined;
}

function arnProblem(arn: string): string | undefined {
  const sections = arn.split(":");
  if (sections.length < 6 || sections[2] !== "s3") return notS3Arn;
  const slashParts = arn.split("/").length;
  const needed = sections[5]?.startsWith("accesspoint/") === true ? 3 : 2;
  return slashParts < needed ? notS3Arn : undefined;
}
