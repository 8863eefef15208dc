import type { Finding } from "../finding.ts";
import { osProfile } from "../node/os-profile.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { declaredDeliveries } from "./cluster-secrets.ts";
import { subnetsFor, type NamedRole } from "./named-role.ts";

/** Nodes in private subnets reach what they need: by NAT, or by an endpoint for each service. */
export function* wayOutRules(reading: ClusterReading): Iterable<Finding> {
  const { network, roles, subnets } = reading;
  if (network?.kind !== "network" || network.nat !== "none") return;
  for (const role of roles) {
    const places = subnetsFor(role, subnets);
    if (places.length === 0 || places.some((subnet) => subnet.public)) continue;
    const needs = needsOf(role, reading);
    const closed = needs.filter(({ endpoints }) => endpoints.length === 0);
    const missing = [...new Set(needs.flatMap(({ endpoints }) => endpoints))].filter(
      (service) => !network.endpoints.includes(service),
    );
    if (closed.length === 0 && missing.length === 0) continue;
    const reasons = needs.filter(
      ({ endpoints }) => endpoints.length === 0 || endpoints.some((service) => missing.includes(service)),
    );
    const all = [...network.endpoints, ...missing].map((service) => JSON.stringify(service)).join(", ");
    yield {
      path: role.path,
      message: `its nodes stand in private subnets without NAT, and need to reach ${reasons.map(({ what }) => what).join(", ")}`,
      remedy:
        closed.length > 0
          ? `Set network.nat to "single" or "per-zone": no endpoint leads to ${closed.map(({ what }) => what).join(", ")}.`
          : `Set network.nat to "single", or network.endpoints to [${all}].`,
      rule: "no-way-out",
    };
  }
}

interface Need {
  readonly what: string;
  /** Endpoints that together suffice; none where only NAT does. */
  readonly endpoints: readonly string[];
}

function needsOf(role: NamedRole, { etcd, secrets }: ClusterReading): Need[] {
  const { spec } = role;
  const fetches = declaredDeliveries(role, secrets).length > 0 || etcd?.tls === "mutual";
  const ownVolume = spec.kind !== "workers" && spec.volume !== "none";
  return [
    ...(fetches ? [{ what: "Secrets Manager", endpoints: ["secretsmanager"] }] : []),
    ...(ownVolume ? [{ what: "EC2 for their volume", endpoints: ["ec2"] }] : []),
    ...(spec.kind === "etcd" ? [{ what: "SSM for the mark of the cluster", endpoints: ["ssm"] }] : []),
    ...(spec.kind === "workers" && spec.drain !== undefined
      ? [{ what: "Auto Scaling, to say that they are drained", endpoints: ["autoscaling"] }]
      : []),
    ...(spec.sessionManager ? [{ what: "Session Manager", endpoints: ["ssm", "ssmmessages"] }] : []),
    ...(spec.kind === "etcd" ? [registry(spec.repository)] : []),
    ...(osProfile(spec.image).packages.length > 0 ? [packages(spec.image.os)] : []),
  ];
}

function registry(repository: string): Need {
  const host = repository.split("/")[0] ?? "";
  const isEcr = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(host);
  return isEcr
    ? { what: `the registry ${host}`, endpoints: ["ecr.api", "ecr.dkr", "s3"] }
    : { what: `the registry ${host}`, endpoints: [] };
}

function packages(os: string): Need {
  return os === "amazon-linux"
    ? { what: "Amazon Linux's packages", endpoints: ["s3"] }
    : { what: "Ubuntu's packages", endpoints: [] };
}
