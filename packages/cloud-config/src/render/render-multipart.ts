import { type Diagnostic, hexDigest, anything, checkOptions, list, map } from "@drydock/systemd/ground";
import { CloudConfigError } from "../validate/cloud-config-error.ts";
import { halfSurrogate } from "../validate/find-unprintable.ts";
import { parseMergeHow } from "../merge/parse-merge-how.ts";

/** MIME types by what a part is. Source: cloud-init's handlers and its `make-mime` list. */
const mimeTypes = {
  "cloud-config": "text/cloud-config",
  jinja: "text/jinja2",
  script: "text/x-shellscript",
  "script-per-boot": "text/x-shellscript-per-boot",
  "script-per-instance": "text/x-shellscript-per-instance",
  "script-per-once": "text/x-shellscript-per-once",
  boothook: "text/cloud-boothook",
  include: "text/x-include-url",
  "include-once": "text/x-include-once-url",
} as const satisfies Record<string, `text/${string}`>;

/**
 * What the first line of each kind must begin with; cloud-init judges a script by it, not by its MIME type.
 */
const beginnings: Readonly<Record<string, RegExp>> = {
  "cloud-config": /^#cloud-config\s*$/,
  jinja: /^## template: jinja\s*$/,
  script: /^#!\s*\//,
  "script-per-boot": /^#!\s*\//,
  "script-per-instance": /^#!\s*\//,
  "script-per-once": /^#!\s*\//,
  boothook: /^#(cloud-boothook|!)/,
};

/** One part of a multi-part document. */
export interface UserDataPart {
  readonly type: keyof typeof mimeTypes;
  readonly content: string;
  /**
   * Name by which cloud-init stores and logs the part, and by which scripts are ordered. Default `part-1`,
   * `part-2`, …
   */
  readonly filename?: string;
  /** How this cloud-config joins those before it; default: its top-level keys replace theirs. */
  readonly mergeHow?: string;
}

/**
 * Several parts as one MIME document, for cloud-init or coreos-cloudinit (which knows only `cloud-config` and
 * `script`). The boundary is derived from the parts, so equal parts give equal bytes.
 * @throws {CloudConfigError} for no parts, a part without its first line, a file name that is no plain name,
 * or a bad `mergeHow`.
 *
 * @example
 * ```ts
 * import { renderCloudConfig, renderMultipart } from "@drydock/cloud-config";
 *
 * const document = renderMultipart([
 *   { type: "cloud-config", content: renderCloudConfig({ packages: ["jq"] }, { target: "debian-12" }) },
 *   { type: "script", content: "#!/bin/sh\njq --version\n" },
 * ]);
 * console.log(document.split(";", 1)[0]); // Content-Type: multipart/mixed
 * ```
 */
export function renderMultipart(parts: readonly UserDataPart[]): string {
  checkOptions("renderMultipart", list(map(anything)), parts);
  const diagnostics =
    parts.length === 0 ? [problem("$", "there are no parts", "Give at least one.")] : parts.flatMap(checkPart);
  if (diagnostics.length > 0) throw new CloudConfigError(diagnostics);
  const boundary = `==${hexDigest("sha256", JSON.stringify(parts)).slice(0, 24)}==`;
  const bodies = parts.map((part, index) => `--${boundary}\n${renderPart(part, index)}`);
  return `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n${bodies.join("")}--${boundary}--\n`;
}

function renderPart(part: UserDataPart, index: number): string {
  const plain =
    /^[\x20-\x7e\t\n]*$/.test(part.content) && !/[^\n]{998}/.test(part.content) && !/^(--|From )/m.test(part.content);
  const body = plain ? part.content : Buffer.from(part.content, "utf8").toString("base64").replaceAll(/.{76}/g, "$&\n");
  const headers = [
    `Content-Type: ${mimeTypes[part.type]}; charset="${plain ? "us-ascii" : "utf-8"}"`,
    "MIME-Version: 1.0",
    `Content-Transfer-Encoding: ${plain ? "7bit" : "base64"}`,
    `Content-Disposition: attachment; filename="${part.filename ?? `part-${index + 1}`}"`,
    ...(part.mergeHow === undefined ? [] : [`X-Merge-Type: ${part.mergeHow}`]),
  ];
  return `${headers.join("\n")}\n\n${body}\n`;
}

function checkPart(part: UserDataPart, index: number): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const at = `$.${index}`;
  const [first = ""] = part.content.split("\n", 1);
  if (!Object.hasOwn(mimeTypes, part.type)) {
    diagnostics.push(
      problem(
        `${at}.type`,
        `unknown type ${JSON.stringify(part.type)}`,
        `Use one of ${Object.keys(mimeTypes).join(", ")}.`,
      ),
    );
  } else if (beginnings[part.type]?.test(first) === false) {
    diagnostics.push(
      problem(
        `${at}.content`,
        `a part of type ${part.type} cannot begin with ${JSON.stringify(first.slice(0, 40))}`,
        firstLineOf(part.type),
      ),
    );
  }
  if (halfSurrogate.test(part.content))
    diagnostics.push(problem(`${at}.content`, "half of a surrogate pair has no UTF-8 form", "Remove it."));
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(part.filename ?? "part")) {
    diagnostics.push(
      problem(
        `${at}.filename`,
        `${JSON.stringify(part.filename)} is no plain file name`,
        "Use letters, digits, dots, underscores and dashes.",
      ),
    );
  }
  try {
    if (part.mergeHow !== undefined) parseMergeHow(part.mergeHow);
  } catch (error) {
    diagnostics.push(problem(`${at}.mergeHow`, error instanceof Error ? error.message : String(error)));
  }
  return diagnostics;
}

function firstLineOf(type: UserDataPart["type"]): string {
  if (type === "cloud-config") return "Make #cloud-config its first line.";
  if (type === "jinja") return "Make ## template: jinja its first line.";
  return type === "boothook"
    ? "Make #cloud-boothook or #!/… its first line."
    : "Make #!/bin/sh or another interpreter its first line.";
}

function problem(path: string, message: string, remedy?: string): Diagnostic {
  return { severity: "error", path, message, ...(remedy !== undefined && { remedy }), rule: "multipart" };
}
