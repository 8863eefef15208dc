import { exec, unit, type Unit } from "@drydock/systemd";
import { remembering } from "../remembered.ts";
import type { NodeFile } from "./content.ts";
import { nodeScripts } from "./scripts.gen.ts";

/** Where the node's scripts lie. */
const folder = "/opt/drydock";

/** Environment that a person may give to every script: other endpoints for the metadata service and AWS. */
export const endpointsFile = "/etc/drydock/endpoints.env";
/** What the node knows about itself, written at boot. */
export const instanceFile = "/run/drydock/instance.env";

/** A script of the node as a file. */
export function scriptFile(name: keyof typeof nodeScripts): NodeFile {
  return { path: `${folder}/${name}`, text: nodeScripts[name], mode: "0755", owner: "root:root" };
}

export interface ScriptUnitOptions {
  readonly script: keyof typeof nodeScripts;
  readonly description: string;
  /** Units that have to be there first. */
  readonly needs: readonly string[];
  readonly before?: readonly string[];
  readonly mounts?: readonly string[];

  readonly environment?: Readonly<Record<string, string>>;
  readonly environmentFiles?: readonly string[];
  /** A unit that is started once the script is done, because it may have given up waiting. */
  readonly starts?: string;
  /** Whether the boot waits for the script: most do, because other units are ordered after them. */
  readonly waits?: boolean;
  /** Whether the node starts the unit by itself. Default true. */
  readonly install?: boolean;
}

/** Some of them for each volume and each role with secrets; all the nodes of a cluster share the rest. */
const remembered = remembering<Unit>(100);

/**
 * A unit that runs one of the node's scripts once per boot. Scripts try again by themselves, so that what
 * waits for them never fails early.
 */
export function scriptUnit(name: `${string}.service`, options: ScriptUnitOptions): Unit {
  return remembered(JSON.stringify([name, options]), () => newScriptUnit(name, options));
}

function newScriptUnit(name: `${string}.service`, options: ScriptUnitOptions): Unit {
  const {
    script,
    description,
    needs,
    before = [],
    mounts = [],
    environment = {},
    environmentFiles = [],
    starts,
    waits = true,
    install = true,
  } = options;
  return unit(name, {
    Unit: {
      Description: description,
      Wants: "network-online.target",
      ...(needs.length > 0 && { Requires: needs }),
      After: ["network-online.target", ...needs],
      ...(before.length > 0 && { Before: before }),
      ...(mounts.length > 0 && { RequiresMountsFor: mounts }),
    },
    Service: {
      Type: waits ? "oneshot" : "exec",
      ...(waits && install && { RemainAfterExit: true }),
      ...(Object.keys(environment).length > 0 && { Environment: environment }),
      EnvironmentFile: [`-${endpointsFile}`, ...environmentFiles],
      ExecStart: exec("/bin/sh", `${folder}/${script}`),
      ...(starts !== undefined && {
        ExecStartPost: exec({ ignoreFailure: true }, "/usr/bin/systemctl", "start", "--no-block", starts),
      }),
      TimeoutStartSec: "infinity",
      Restart: "on-failure",
      RestartSec: 60,
    },
    ...(install && { Install: { WantedBy: "multi-user.target" } }),
  });
}
