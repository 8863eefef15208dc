import { quote, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { subnetOf } from "./named-role.ts";

const counts = [1, 3, 5, 7, 9];

/**
 * The etcd cluster: an odd number of members, spread over zones, off the internet, of a supported release.
 */
export function* etcdRules({ etcd, subnets }: ClusterReading): Iterable<Finding> {
  if (etcd === undefined) return;
  const count = etcd.addresses.length;
  if (!counts.includes(count)) {
    yield {
      path: "etcd.addresses",
      message:
        count === 0
          ? "etcd has no members"
          : count > 9
            ? `etcd has ${count} members, and more than 9 slow every write`
            : `etcd has an even number of members, ${count}`,
      remedy:
        count === 0
          ? "Give 3 addresses, each in another zone."
          : count > 9
            ? "Give 9 at most; 5 survive two failures and are enough for most."
            : `Give ${count - 1} or ${count + 1}: ${count} members survive no more failures than ${count - 1}.`,
      rule: "member-count",
    };
  }
  const homes = etcd.addresses.map((address) => subnetOf(address, subnets));
  for (const [index, address] of etcd.addresses.entries()) {
    const home = homes[index];
    if (home?.public !== true) continue;
    yield {
      severity: "warning",
      path: `etcd.addresses.${index}`,
      message: `${address} lies in the public subnet ${home.name}`,
      remedy: "Put members into private subnets; what must reach etcd from outside goes through a balancer.",
      rule: "member-public",
    };
    break;
  }
  const zones = homes.flatMap((subnet) => (subnet === undefined ? [] : [subnet.zone]));
  const available = new Set(subnets.map(({ zone }) => zone)).size;
  const most = Math.max(...zones.map((zone) => zones.filter((other) => other === zone).length));
  if (count >= 3 && available >= 3 && zones.length === count && most > (count - 1) / 2) {
    yield {
      severity: "warning",
      path: "etcd.addresses",
      message: `${most} of ${count} members stand in one zone, and etcd stops when it is lost`,
      remedy: "Spread the addresses over subnets of different zones.",
      rule: "member-zones",
    };
  }
  yield* release(etcd.version);
  if (!/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/.test(etcd.repository)) {
    yield {
      path: "etcd.repository",
      message: `${quote(etcd.repository)} is no path of a container image`,
      remedy: "Write registry and path without a tag, such as quay.io/coreos/etcd.",
      rule: "image-repository",
    };
  }
}

function* release(version: string): Iterable<Finding> {
  const path = "etcd.version";
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (major === undefined) {
    yield {
      path,
      message: `${quote(version)} is no release of etcd`,
      remedy: "Write it as 3.6.14.",
      rule: "etcd-version",
    };
  } else if (Number(major) !== 3 || Number(minor) < 5) {
    yield { path, message: `etcd ${version} is not supported`, remedy: "Take 3.6.14 or 3.7.1.", rule: "etcd-version" };
  } else if (
    Number(minor) === 5 ||
    (Number(minor) === 6 && Number(patch) < 14) ||
    (Number(minor) === 7 && Number(patch) < 1)
  ) {
    yield {
      severity: "warning",
      path,
      message: `etcd ${version} has known faults in authentication and TLS`,
      remedy: "Take 3.6.14 or 3.7.1, one minor version at a time where data exists.",
      rule: "etcd-outdated",
    };
  }
}
