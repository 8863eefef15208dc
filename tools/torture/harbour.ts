import { type Blueprint, blueprint, etcd, machines, network, secret, workers } from "../../packages/core/src/index.ts";
import { exec, unit } from "../../packages/systemd/src/index.ts";

/** A cluster of every part, as it is at first, changed, and with machines that are to run something else. */
export const harbours = {
  first: harbour({ token: "/etc/token", greeting: "hello", port: 80, by: "first" }),
  changed: harbour({ token: "/etc/other-token", greeting: "hello", port: 8080, by: "second" }),
  rolled: harbour({ token: "/etc/token", greeting: "good morning", port: 80, by: "first" }),
} as const satisfies Readonly<Record<string, Blueprint>>;

interface Wish {
  readonly token: string;
  readonly greeting: string;
  readonly port: number;
  readonly by: string;
}

function harbour({ token, greeting, port, by }: Wish): Blueprint {
  const says = unit("says.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/echo", greeting) } });
  return blueprint("harbour", {
    network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }),
    etcd: etcd({ addresses: ["10.1.3.10", "10.1.4.10", "10.1.5.10"], tls: "mutual" }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired: 2, max: 4 },
        expose: [{ port }],
        secrets: { token },
        units: [says],
      }),
      queue: machines({
        subnets: "private",
        count: 2,
        volume: { size: 10, label: "queue", mount: "/var/lib/queue" },
        expose: [{ port: 5672 }],
        units: [says],
      }),
    },
    secrets: { token: secret.text({ fromEnv: "TOKEN" }), key: secret.generated({ length: 32 }) },
    tags: { by },
  });
}
