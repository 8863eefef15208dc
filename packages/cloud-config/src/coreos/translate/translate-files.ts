import { posix } from "node:path";
import type { Diagnostic } from "@drydock/systemd/ground";
import { type Translated, convertedOtherwise, notConverted } from "./translation.ts";
import type { CoreosCloudConfig, CoreosFile } from "../schema/coreos-cloud-config.ts";
import type { IgnitionFile, IgnitionOwner, IgnitionResource } from "./ignition-config.ts";
import { dataUrl } from "./data-url.ts";
import { decodeContent } from "../../validate/lints/decode-content.ts";
import { markedNames, replaceMarks } from "../parse/substitutions.ts";
import { templatesOf } from "./fill-in-unit.ts";
import { metadataVariables, templateWord } from "./metadata-variables.ts";

/** Files, the host name and /etc/hosts. */
export function translateFiles(config: CoreosCloudConfig): Translated {
  const own = (config.write_files ?? []).map((file, index) => translateFile(file, `$.write_files.${index}`));
  return {
    files: [...hostFiles(config), ...own.flatMap(({ files = [] }) => files)],
    templates: own.flatMap(({ templates = [] }) => templates),
    diagnostics: [...hostProblems(config), ...own.flatMap(({ diagnostics = [] }) => diagnostics)],
  };
}

function translateFile(file: CoreosFile, at: string): Translated {
  const path = posix.normalize(file.path).replace(/(?<=.)\/$/, "");
  const content = file.content ?? "";
  const names = markedNames(content);
  const unknown = names.filter((name) => metadataVariables[name] === undefined);
  const diagnostics = unknown.map((name) =>
    notConverted(
      `${at}.content`,
      `$${name} has no counterpart in the metadata of Flatcar on AWS, and becomes empty`,
      "Set it by hand.",
    ),
  );
  if (names.length > unknown.length) {
    const remedy = "Order any other reader of the file after fill-in-addresses.service.";
    diagnostics.push(
      convertedOtherwise(
        `${at}.content`,
        "a unit fills in the addresses at boot, since Ignition replaces nothing",
        remedy,
      ),
    );
  }
  if (/^\/(?:run|tmp)\//.test(path)) {
    diagnostics.push(
      notConverted(
        `${at}.path`,
        "Ignition runs once and before /run and /tmp exist",
        "Write it from a tmpfiles.d fragment.",
      ),
    );
    return { diagnostics };
  }
  const [user, group] = owners(file.owner ?? "");
  const translated: IgnitionFile = {
    path,
    overwrite: true,
    mode: Number.parseInt(file.permissions ?? "0644", 8) & 0o777,
    ...(user !== undefined && { user }),
    ...(group !== undefined && { group }),
    contents: resource(content, file.encoding ?? ""),
  };
  return { files: [translated], templates: templatesOf(path, content), diagnostics };
}

/** A file's content as a URL; what is packed already stays packed. */
function resource(content: string, encoding: string): IgnitionResource {
  const filled = replaceMarks(content, templateWord);
  if (encoding.includes("+")) return { source: `data:;base64,${filled.replaceAll(/\s/g, "")}`, compression: "gzip" };
  const decoded = decodeContent(filled, encoding);
  return { source: dataUrl("bytes" in decoded ? decoded.bytes : Buffer.from(filled, "utf8")) };
}

/** chown's `user:group`, `user.group`, `user:`, `:group`, by name or number. */
function owners(owner: string): readonly [user: IgnitionOwner | undefined, group: IgnitionOwner | undefined] {
  const [user = "", group = ""] = owner.split(/[:.]/);
  const one = (name: string): IgnitionOwner | undefined =>
    name === "" ? undefined : /^\d+$/.test(name) ? { id: Number(name) } : { name };
  return [one(user), one(group)];
}

function hostFiles(config: CoreosCloudConfig): IgnitionFile[] {
  const name = shortName(config);
  if (name === undefined) return [];
  const file = (path: string, text: string): IgnitionFile => ({
    path,
    overwrite: true,
    mode: 0o644,
    contents: { source: dataUrl(Buffer.from(text)) },
  });
  const hosts =
    config.manage_etc_hosts === "localhost"
      ? [file("/etc/hosts", `127.0.0.1 localhost\n127.0.0.1 ${name}\n::1 localhost\n`)]
      : [];
  return [file("/etc/hostname", `${name}\n`), ...hosts];
}

function hostProblems(config: CoreosCloudConfig): readonly Diagnostic[] {
  if (config.manage_etc_hosts === undefined || shortName(config) !== undefined) return [];
  return [
    notConverted(
      "$.manage_etc_hosts",
      "the node's name is not known before it boots",
      "Set hostname, or leave it to systemd's nss-myhostname.",
    ),
  ];
}

function shortName(config: CoreosCloudConfig): string | undefined {
  const name = config.hostname?.split(".", 1)[0]?.slice(0, 63);
  return name === undefined || name === "" || markedNames(name).length > 0 ? undefined : name;
}
