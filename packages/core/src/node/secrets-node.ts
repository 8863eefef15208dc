import { dropin, exec, unit, type Dropin } from "@drydock/systemd";
import type { Delivery } from "../cluster/cluster-secrets.ts";
import { instanceUnit } from "./base.ts";
import type { NodeConfig } from "./node-config.ts";
import { endpointsFile, instanceFile, scriptFile, scriptUnit } from "./script-unit.ts";

/** The unit after which a node's secrets lie in their files. */
export const secretsUnit = "drydock-secrets.service";
const refresh = "drydock-secrets-refresh";

/**
 * Fetches secrets at boot, before the units that wait for them, and looks for new versions every day. `idOf`
 * gives the id under which Secrets Manager knows a secret.
 */
export function secretsNode(
  idOf: (secret: string) => string,
  deliveries: readonly Delivery[],
  waiting: readonly string[],
): Partial<NodeConfig> {
  if (deliveries.length === 0) return {};
  const lines = deliveries.map(({ secret, form, use }) =>
    [form, idOf(secret), use.path, use.owner, use.mode].join("\t"),
  );
  const options = { script: "secrets.sh", needs: [instanceUnit], environmentFiles: [instanceFile] } as const;
  return {
    files: [
      scriptFile("secrets.sh"),
      { path: "/etc/drydock/secrets", text: `${lines.join("\n")}\n`, mode: "0644", owner: "root:root" },
    ],
    units: [
      { unit: scriptUnit(secretsUnit, { ...options, description: "Secrets of this node" }), enable: true },
      { unit: refreshUnit(), enable: false },
      {
        unit: unit(`${refresh}.timer`, {
          Unit: { Description: "Looks for new versions of secrets every day" },
          Timer: { OnCalendar: "daily", RandomizedDelaySec: 3600, Persistent: true },
          Install: { WantedBy: "timers.target" },
        }),
        enable: true,
      },
    ],
    dropins: [...new Set(waiting)].map(waitForSecrets),
  };
}

/** A unit of its own, because a restart of the first would restart everything that requires it. */
function refreshUnit() {
  return unit(`${refresh}.service`, {
    Unit: {
      Description: "New versions of secrets",
      Requires: instanceUnit,
      After: ["network-online.target", instanceUnit],
      Wants: "network-online.target",
    },
    Service: {
      Type: "oneshot",
      EnvironmentFile: [`-${endpointsFile}`, instanceFile],
      ExecStart: exec("/bin/sh", "/opt/drydock/secrets.sh"),
      TimeoutStartSec: 3600,
    },
  });
}

function waitForSecrets(name: string): Dropin {
  return dropin(name, "10-drydock-secrets.conf", { Unit: { Requires: secretsUnit, After: secretsUnit } });
}
