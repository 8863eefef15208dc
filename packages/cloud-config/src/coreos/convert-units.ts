import { parseUnit, valuesOf } from "@drydock/systemd";
import { type Converted, convertedOtherwise, notConverted } from "./conversion.ts";
import type { CoreosUnit } from "./coreos-cloud-config.ts";
import type { IgnitionLink, IgnitionUnit } from "./ignition-config.ts";
import type { Problem } from "../problem.ts";
import { execVariable, metadataServiceLine, metadataUnitLines } from "./metadata-variables.ts";
import { lateMountDropin } from "./late-mount.ts";
import { markedNames, replaceMarks } from "./substitutions.ts";

/** Units that Container Linux had and Flatcar has not, with what took their place. */
const successors: Readonly<Record<string, string | undefined>> = {
  "etcd2.service": "etcd-member.service",
  "etcd.service": "etcd-member.service",
};

/** Units of the document, without the sections that only configure them. */
export function convertUnits(units: readonly CoreosUnit[]): Converted {
  const parts = units.map((unit, index) => convertUnit(unit, `$.coreos.units.${index}`));
  return {
    units: parts.flatMap((part) => part.units ?? []),
    links: parts.flatMap((part) => part.links ?? []),
    problems: parts.flatMap((part) => part.problems ?? []),
  };
}

function convertUnit(unit: CoreosUnit, at: string): Converted {
  if (unit.name === "fleet.service" || unit.name === "fleet.socket") {
    return {
      problems: [
        notConverted(at, "Flatcar ships no fleet", "run its units on the nodes themselves, or use another scheduler"),
      ],
    };
  }
  const successor = successors[unit.name];
  const name = successor ?? unit.name;
  const problems: Problem[] = [];
  if (successor !== undefined)
    problems.push(convertedOtherwise(`${at}.name`, `${unit.name} is ${successor} on Flatcar`, "no action needed"));
  if (unit.runtime === true)
    problems.push(
      convertedOtherwise(`${at}.runtime`, "Ignition writes to /etc, so the unit outlives a reboot", "no action needed"),
    );
  const contents =
    nonEmpty(unit.content) === undefined ? undefined : withMetadata(unit.content ?? "", `${at}.content`, problems);
  const dropins = (unit.drop_ins ?? []).map((dropin, index) => ({
    name: dropin.name,
    contents: withMetadata(dropin.content, `${at}.drop_ins.${index}.content`, problems),
  }));
  const late = lateMountDropin(name, contents);
  if (late !== undefined) {
    dropins.push(late);
    problems.push(
      convertedOtherwise(
        at,
        "the mount waits for a service, so it is taken out of local-fs.target",
        "no action needed",
      ),
    );
  }
  const starts = unit.command?.endsWith("start") === true;
  if (unit.command !== undefined && unit.command !== "start") {
    const does = starts ? "the unit is started, once a boot" : "nothing stops or reloads it";
    problems.push(
      notConverted(
        `${at}.command`,
        `Ignition runs no commands: for ${unit.command}, ${does}`,
        "use mask to keep a unit from running",
      ),
    );
  }
  const wanted = unit.enable === true || starts;
  const installs =
    contents === undefined || hasInstall(contents) || dropins.some((dropin) => hasInstall(dropin.contents));
  const converted: IgnitionUnit = {
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
    problems.push(
      convertedOtherwise(
        at,
        "the unit has no [Install], so a link in multi-user.target.wants starts it",
        "no action needed",
      ),
    );
  }
  return { units: [converted], links, problems };
}

/** Unit text in which Exec lines take the addresses from the metadata service; elsewhere systemd would not expand them. */
function withMetadata(marked: string, at: string, problems: Problem[]): string {
  if (markedNames(marked).length === 0) return marked;
  const lines = marked.split("\n");
  const stray = lines.filter((line) => markedNames(line).length > 0 && !/^\s*Exec[A-Za-z]+\s*=/.test(line));
  if (stray.length > 0) {
    const message = `systemd expands addresses only in Exec lines, not in ${JSON.stringify(
      replaceMarks(stray[0] ?? "", (name) => `$${name}`)
        .trim()
        .slice(0, 80),
    )}`;
    problems.push(notConverted(at, message, "read /run/metadata/flatcar in the program itself"));
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
