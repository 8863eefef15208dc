import { validateUnitName } from "@drydock/systemd";
import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import type { Diagnostic } from "@drydock/systemd/ground";
import { atContent, checkUnitText } from "../../validate/lints/unit-files.ts";
import { decodeContent } from "../../validate/lints/decode-content.ts";
import { findSecret } from "../../validate/lints/find-secret.ts";
import { fitsLiteralBlock, printText } from "../../yaml/print-scalar.ts";

type CoreosLint = (config: CoreosCloudConfig, system: "flatcar" | "container-linux") => readonly Diagnostic[];

function problem(
  severity: Diagnostic["severity"],
  path: string,
  message: string,
  remedy: string,
  rule: string,
): Diagnostic {
  return { severity, path, message, remedy, rule };
}

const goneSections: CoreosLint = ({ coreos = {} }, system) => {
  if (system === "container-linux") return [];
  const remedies = {
    etcd: "Use etcd-member.service",
    etcd2: "Use etcd-member.service",
    fleet: "Use another scheduler",
  } as const;
  const sections = (["etcd", "etcd2", "fleet"] as const).filter((name) => coreos[name] !== undefined);
  const diagnostics = sections.map((name) =>
    problem(
      "error",
      `$.coreos.${name}`,
      `Flatcar ships no ${name}`,
      `${remedies[name]}; translateCoreosCloudConfig takes old documents.`,
      "section-gone",
    ),
  );
  if (coreos.update?.reboot_strategy !== "best-effort") return diagnostics;
  const message = "the reboot strategy best-effort is gone";
  return [
    ...diagnostics,
    problem("error", "$.coreos.update.reboot_strategy", message, 'Write "reboot" or "etcd-lock".', "bad-value"),
  ];
};

const files: CoreosLint = (config) =>
  (config.write_files ?? []).flatMap((file, index) => {
    const at = `$.write_files.${index}`;
    const decoded = decodeContent(file.content ?? "", file.encoding ?? "");
    const found: Diagnostic[] = [];
    if (!("bytes" in decoded)) {
      const message = `content cannot be decoded as "${file.encoding ?? ""}": ${decoded.failure}`;
      found.push(
        problem("error", `${at}.content`, message, "Use gz+base64, base64 or plain text.", "content-undecodable"),
      );
    } else {
      const secret = findSecret(Buffer.from(decoded.bytes).toString("latin1"));
      const remedy = "Keep it in a secret store and fetch it at boot with the instance's role.";
      if (secret !== undefined)
        found.push(
          problem(
            "warning",
            `${at}.content`,
            `${secret} stands in user data, which any process of the node can read`,
            remedy,
            "secret-inline",
          ),
        );
    }
    if (/^\/usr(\/|$)/.test(file.path))
      found.push(problem("error", `${at}.path`, "/usr is read-only", "Write below /etc or /opt.", "path-read-only"));
    return found;
  });

const units: CoreosLint = ({ coreos = {} }) =>
  (coreos.units ?? []).flatMap((unit, index) => {
    const at = `$.coreos.units.${index}`;
    const found = validateUnitName(unit.name).map((told): Diagnostic => ({ ...told, path: `${at}.name` }));
    if (found.length > 0) return found;
    if (unit.content !== undefined && unit.content !== "")
      found.push(...checkUnitText(unit.content, unit.name).map((told) => atContent(told, `${at}.content`)));
    for (const [position, dropin] of (unit.drop_ins ?? []).entries()) {
      found.push(
        ...checkUnitText(dropin.content, unit.name, dropin.name).map((told) =>
          atContent(told, `${at}.drop_ins.${position}.content`),
        ),
      );
    }
    if (unit.command === "restart" || unit.command === "try-restart") {
      found.push(
        problem(
          "info",
          `${at}.command`,
          `${unit.command} happens at every boot`,
          'Use "start" where once is enough.',
          "every-boot",
        ),
      );
    }
    return found;
  });

const substitutions: CoreosLint = (config) => {
  const texts: (readonly [path: string, text: string])[] = [
    ...(config.write_files ?? []).map((file, index) => [`$.write_files.${index}.content`, file.content ?? ""] as const),
    ...(config.coreos?.units ?? []).map(
      (unit, index) => [`$.coreos.units.${index}.content`, unit.content ?? ""] as const,
    ),
  ];
  return texts.flatMap(([path, text]) => {
    const escaped = text.match(/\\\$(?:private|public)_ipv[46]/g) ?? [];
    const printed = printText(text);
    if (!fitsLiteralBlock(text) && escaped.some((name) => !printed.includes(name) || printed.startsWith('"'))) {
      return [
        problem(
          "error",
          path,
          "an escaped variable cannot stand in a double-quoted string",
          "Store the content as base64.",
          "substitution",
        ),
      ];
    }
    if (!/(^|[^\\])\$(?:private|public)_ipv[46]/.test(text)) return [];
    const remedy = "Use escapeSubstitutions where the name itself is meant.";
    return [
      problem("info", path, "$private_ipv4 or its kin is replaced by the node's address", remedy, "substitution"),
    ];
  });
};

const oldDiscovery: CoreosLint = ({ coreos = {} }) => {
  const discovery = coreos.etcd?.discovery;
  if (discovery === undefined || discovery === "" || URL.canParse(discovery)) return [];
  return [
    problem("warning", "$.coreos.etcd.discovery", "discovery URL is not valid", "Write an https URL.", "bad-value"),
  ];
};

/** What coreos-cloudinit's validator checks beyond types, and what it does not. */
export const coreosLints: readonly CoreosLint[] = [goneSections, files, units, substitutions, oldDiscovery];
