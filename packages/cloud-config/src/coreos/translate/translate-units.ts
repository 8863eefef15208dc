import { parseUnit, valuesOf } from "@drydock/systemd";
import { type Translated, convertedOtherwise, notConverted } from "./translation.ts";
import type { CoreosUnit } from "../schema/coreos-cloud-config.ts";
import type { IgnitionLink, IgnitionUnit } from "./ignition-config.ts";
import type { Diagnostic } from "@drydock/systemd/ground";
import { execVariable, metadataServiceLine, metadataUnitLines } from "./metadata-variables.ts";
import { lateMountDropin } from "./late-mount.ts";
import { markedNames, replaceMarks } from "../parse/substitutions.ts";

/** Units that Container Linux had and Flatcar has not, with what took their place. */
const successors: Readonly<Record<string, string | undefined>> = {
  "etcd2.service": "etcd-member.service",
  "etcd.service": "etcd-member.service",
};

/** Units of the document, without the sections that only configure them. */
export function translateUnits(units: readonly CoreosUnit[]): Translated {
  const parts = units.map((unit, index) => translateUnit(unit, `$.coreos.units.${index}`));
  return {
    units: parts.flatMap((part) => part.units ?? []),
    links: parts.flatMap((part) => part.links ?? []),
    diagnostics: parts.flatMap((part) => part.diagnostics ?? []),
  };
}

function translateUnit(unit: CoreosUnit, at: string): Translated {
  if (unit.name === "fleet.service" || unit.name === "fleet.socket") {
    return {
      diagnostics: [
        notConverted(at, "Flatcar ships no fleet", "Run its units on the nodes themselves, or use another scheduler."),
      ],
    };
  }
  const successor = successors[unit.name];
  const name = successor ?? unit.name;
  const diagnostics: Diagnostic[] = [];
  if (successor !== undefined)
    diagnostics.push(convertedOtherwise(`${at}.name`, `${unit.name} is ${successor} on Flatcar`));
  if (unit.runtime === true)
    diagnostics.push(convertedOtherwise(`${at}.runtime`, "Ignition writes to /etc, so the unit outlives a reboot"));
  const contents =
    nonEmpty(unit.content) === undefined ? undefined : withMetadata(unit.content ?? "", `${at}.content`, diagnostics);
  const dropins = (unit.drop_ins ?? []).map((dropin, index) => ({
    name: dropin.name,
    contents: withMetadata(dropin.content, `${at}.drop_ins.${index}.content`, diagnostics),
  }));
  const late = lateMountDropin(name, contents);
  if (late !== undefined) {
    dropins.push(late);
    diagnostics.push(convertedOtherwise(at, "the mount waits for a service, so it is taken out of local-fs.target"));
  }
  const starts = unit.command?.endsWith("start") === true;
  if (unit.command !== undefined && unit.command !== "start") {
    const does = starts ? "the unit is started, once a boot" : "nothing stops or reloads it";
    diagnostics.push(
      notConverted(
        `${at}.command`,
        `Ignition runs no commands: for ${unit.command}, ${does}`,
        "Use mask to keep a unit from running.",
      ),
    );
  }
  const wanted = unit.enable === true || starts;
  const installs =
    contents === undefined || hasInstall(contents) || dropins.some((dropin) => hasInstall(dropin.contents));
  const translated: IgnitionUnit = {
    name,
    ...(wanted && installs && { enabled: true }),
    ...(unit.mask === true && { mask: true }),
    ...(contents !== undefined && { contents }),
    ...(dropins.length > 0 && { dropins }),
  };
  const links: IgnitionLink[] = [];
  if (wanted && !installs && unit.mask !== true) {
    links.push({
      path: `/etc/systemd/system/multi-user.target.wants/${name}`,
      target: `/etc/systemd/system/${name}`,
      overwrite: true,
    });
    diagnostics.push(
      convertedOtherwise(at, "the unit has no [Install], so a link in multi-user.target.wants starts it"),
    );
  }
  return { units: [translated], links, diagnostics };
}

/**
 * Unit text in which Exec lines take the addresses from the metadata service; elsewhere systemd would not
 * expand them.
 */
function withMetadata(marked: string, at: string, diagnostics: Diagnostic[]): string {
  if (markedNames(marked).length === 0) return marked;
  const lines = marked.split("\n");
  const stray = lines.filter((line) => markedNames(line).length > 0 && !/^\s*Exec[A-Za-z]+\s*=/.test(line));
  if (stray.length > 0) {
    const message = `systemd expands addresses only in Exec lines, not in ${JSON.stringify(
      replaceMarks(stray[0] ?? "", (name) => `$${name}`)
        .trim()
        .slice(0, 80),
    )}`;
    diagnostics.push(notConverted(at, message, "Read /run/metadata/flatcar in the program itself."));
    return replaceMarks(marked, (name) => `$${name}`);
  }
  const service = lines.findIndex((line) => line.trim() === "[Service]");
  const filled = lines.map((line) => replaceMarks(line, execVariable));
  return [
    "[Unit]",
    ...metadataUnitLines,
    "",
    ...filled.slice(0, service + 1),
    metadataServiceLine,
    ...filled.slice(service + 1),
  ].join("\n");
}

function hasInstall(text: string): boolean {
  const { unit } = parseUnit(text);
  return ["WantedBy", "RequiredBy", "UpheldBy", "Alias", "Also"].some((key) =>
    valuesOf(unit, "Install", key).some((value) => value !== ""),
  );
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
