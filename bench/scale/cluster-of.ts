import { type Blueprint, blueprint, etcd, machines, network, workers } from "@drydock/core";
import { exec, type Unit, unit } from "@drydock/systemd";

/** What the benchmark changes of a cluster that stands. */
export interface Version {
  /** Stands in the unit that every machine runs. */
  readonly release: string;
  /** The value of a tag that every resource bears. */
  readonly team: string;
}

/** Machines in a set. */
const setSize = 20;

/**
 * A cluster that grows with one number in every way: machines of a fixed number in sets of twenty, of which
 * one set in five has a fixed address and a volume for each machine, and one auto-scaling pool for twenty
 * machines, beside three members of etcd.
 */
export function clusterOf(count: number, { release, team }: Version): Blueprint {
  const sets = Array.from({ length: Math.ceil(count / setSize) }, (_, at) => at);
  const pool = workers({ subnets: "private", size: { min: 0, desired: 1, max: 5 }, units: [webOf("1")] });
  const web = webOf(release);
  return blueprint("many", {
    network: network({
      cidr: "10.0.0.0/16",
      nat: "single",
      tiers: {
        public: { cidrs: ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"] },
        private: { cidrs: ["10.0.64.0/18", "10.0.128.0/18", "10.0.192.0/18"] },
      },
    }),
    etcd: etcd({ addresses: ["10.0.64.10", "10.0.128.10", "10.0.192.10"], tls: "off" }),
    pools: {
      ...Object.fromEntries(
        sets.map((set) => [`set-${set}`, setOf(set, Math.min(setSize, count - set * setSize), web)]),
      ),
      ...Object.fromEntries(sets.map((set) => [`pool-${set}`, pool])),
    },
    tags: { team },
  });
}

function setOf(set: number, count: number, web: Unit) {
  if (set % 5 !== 4) return machines({ subnets: "private", count, units: [web] });
  const addresses = Array.from({ length: count }, (_, at) => addressOf(set * setSize + at));
  return machines({ addresses, units: [web], volume: { size: 20 } });
}

/** An address for one of at most 20,000 machines, dealt over the three private subnets. */
function addressOf(machine: number): string {
  const [subnet, host] = [[64, 128, 192][machine % 3] ?? 64, 100 + Math.floor(machine / 3)];
  return `10.0.${subnet + Math.floor(host / 256)}.${host % 256}`;
}

function webOf(release: string): Unit {
  return unit("web.service", {
    Unit: { Description: `The web, release ${release}`, After: ["docker.service"], Requires: ["docker.service"] },
    Service: {
      ExecStart: exec("/usr/bin/docker", "run", "--rm", "--name", "web", `registry.example.com/web:${release}`),
      Restart: "always",
    },
    Install: { WantedBy: ["multi-user.target"] },
  });
}
