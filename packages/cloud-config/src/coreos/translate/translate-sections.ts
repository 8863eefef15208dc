import { type Translated, convertedOtherwise, notConverted } from "./translation.ts";
import type { CoreosSections } from "../schema/coreos-cloud-config.ts";
import type { IgnitionFile, IgnitionUnit } from "./ignition-config.ts";
import { dataUrl } from "./data-url.ts";
import { environmentOf, etcd2Section, flannelSection, locksmithSection } from "../schema/environment-options.ts";
import { execVariable, metadataServiceLine, metadataUnitLines, templateWord } from "./metadata-variables.ts";
import { templatesOf } from "./fill-in-unit.ts";
import { markedNames, replaceMarks } from "../parse/substitutions.ts";

const dropinName = "20-cloudinit.conf";

/** The sections that configure what Flatcar ships. */
export function translateSections(sections: CoreosSections): Translated {
  const parts = [
    translateEtcd(sections),
    translateFlannel(sections),
    translateLocksmith(sections),
    translateUpdate(sections),
  ];
  const diagnostics = parts.flatMap((part) => part.diagnostics ?? []);
  if (sections.fleet !== undefined)
    diagnostics.push(notConverted("$.coreos.fleet", "Flatcar ships no fleet", "Use another scheduler."));
  if (sections.etcd !== undefined)
    diagnostics.push(
      notConverted(
        "$.coreos.etcd",
        "etcd 0.4 has no successor with the same options",
        "Write coreos.etcd2, or configure etcd-member.service.",
      ),
    );
  if (sections.oem !== undefined)
    diagnostics.push(notConverted("$.coreos.oem", "the OEM of a Flatcar image belongs to the image", "Leave it out."));
  return {
    units: parts.flatMap((part) => part.units ?? []),
    files: parts.flatMap((part) => part.files ?? []),
    templates: parts.flatMap((part) => part.templates ?? []),
    diagnostics,
  };
}

/** etcd 2 options that etcd 3 knows no more. Source: etcd 3.5's configuration reference. */
const goneFromEtcd: ReadonlySet<string> = new Set([
  "ca_file",
  "peer_ca_file",
  "log_package_levels",
  "debug",
  "discovery_fallback",
  "discovery_proxy",
]);

/**
 * etcd 2's options as flags of etcd-member.service, whose wrapper runs `etcd $ETCD_OPTS` and takes further
 * flags.
 */
function translateEtcd({ etcd2 }: CoreosSections): Translated {
  if (etcd2 === undefined) return {};
  const at = "$.coreos.etcd2";
  if (etcd2.proxy !== undefined && etcd2.proxy !== "off") {
    return {
      diagnostics: [
        notConverted(
          `${at}.proxy`,
          "etcd 3.5 has no HTTP proxy mode for its v3 API",
          "Point clients at the members, or run etcd gateway.",
        ),
      ],
    };
  }
  const fields: Readonly<Record<string, unknown>> = etcd2;
  const kept = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !goneFromEtcd.has(name) && !name.startsWith("proxy")),
  );
  const diagnostics = Object.keys(fields)
    .filter((name) => goneFromEtcd.has(name))
    .map((name) => notConverted(`${at}.${name}`, `etcd 3.5 has no ${name}`, "Leave it out."));
  const flags = environmentOf(etcd2Section, kept).map(([variable, value]) => {
    const flag = variable.slice(etcd2Section.prefix.length).toLowerCase().replaceAll("_", "-");
    const plain = value.replaceAll(/["\\]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$");
    return `"--${flag}=${replaceMarks(plain, execVariable)}"`;
  });
  const unitLines = markedNames(JSON.stringify(etcd2)).length > 0 ? ["[Unit]", ...metadataUnitLines, ""] : [];
  const service = unitLines.length > 0 ? [metadataServiceLine] : [];
  const exec = ["ExecStart=", ["ExecStart=/usr/lib/flatcar/etcd-wrapper $ETCD_OPTS", ...flags].join(" \\\n  ")];
  const contents = [...unitLines, "[Service]", ...service, ...exec, ""].join("\n");
  diagnostics.push(
    convertedOtherwise(
      at,
      "the options become flags of etcd-member.service, which runs etcd 3.5: it reads no data of etcd 2",
      "Migrate the data, or begin with an empty cluster.",
    ),
  );
  return { units: [{ name: "etcd-member.service", dropins: [{ name: dropinName, contents }] }], diagnostics };
}

/** flanneld reads its options from a file, so that addresses can be filled in. */
function translateFlannel({ flannel }: CoreosSections): Translated {
  if (flannel === undefined) return {};
  const path = "/etc/flannel/options.env";
  const lines = environmentOf(flannelSection, flannel).map(([name, value]) => `${name}=${value}\n`);
  const text = lines.join("");
  const file: IgnitionFile = {
    path,
    overwrite: true,
    mode: 0o644,
    contents: { source: dataUrl(Buffer.from(replaceMarks(text, templateWord))) },
  };
  const unit: IgnitionUnit = {
    name: "flanneld.service",
    dropins: [{ name: dropinName, contents: `[Service]\nEnvironmentFile=${path}\n` }],
  };
  return { files: [file], units: [unit], templates: templatesOf(path, text) };
}

function translateLocksmith({ locksmith }: CoreosSections): Translated {
  if (locksmith === undefined) return {};
  const path = "/etc/locksmith/options.env";
  const text = environmentOf(locksmithSection, locksmith)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
  const file: IgnitionFile = {
    path,
    overwrite: true,
    mode: 0o600,
    contents: { source: dataUrl(Buffer.from(replaceMarks(text, templateWord))) },
  };
  const unit: IgnitionUnit = {
    name: "locksmithd.service",
    dropins: [{ name: dropinName, contents: `[Service]\nEnvironmentFile=${path}\n` }],
  };
  return { files: [file], units: [unit], templates: templatesOf(path, text) };
}

/** Update settings are appended to the image's /etc/flatcar/update.conf, where the last line wins. */
function translateUpdate({ update }: CoreosSections): Translated {
  if (update === undefined) return {};
  const strategy = update.reboot_strategy === "best-effort" ? "reboot" : update.reboot_strategy;
  const lines = [
    ...(strategy === undefined ? [] : [`REBOOT_STRATEGY=${strategy}`]),
    ...(update.group === undefined ? [] : [`GROUP=${update.group}`]),
    ...(update.server === undefined ? [] : [`SERVER=${update.server}`]),
  ];
  const source = dataUrl(Buffer.from(lines.map((line) => `${line}\n`).join("")));
  return {
    files: lines.length === 0 ? [] : [{ path: "/etc/flatcar/update.conf", mode: 0o644, append: [{ source }] }],
    units: strategy === "off" ? [{ name: "locksmithd.service", mask: true }] : [],
    diagnostics:
      update.reboot_strategy === "best-effort"
        ? [
            convertedOtherwise(
              "$.coreos.update.reboot_strategy",
              "best-effort is gone and becomes reboot",
              "Write etcd-lock where an etcd cluster is there to coordinate.",
            ),
          ]
        : [],
  };
}
