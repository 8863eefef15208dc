import { ruleWord } from "../network/rule-words.ts";
import type { Allowance } from "./allowance.ts";
import { targetOf } from "./balancers.ts";
import type { NamedRole } from "./named-role.ts";
import type { RuleDesign } from "./rule-design.ts";
import type { Service } from "./service.ts";

function tcp(port: number, from: RuleDesign["from"], description: string): RuleDesign {
  return { protocol: "tcp", ports: [port, port], from, description };
}

/**
 * Who may reach the nodes of a role: groups of other roles and balancers, and what the blueprint allows.
 * Never the world.
 */
export function rulesOf(
  role: NamedRole,
  roles: readonly NamedRole[],
  services: readonly Service[],
  networkCidr: string,
): RuleDesign[] {
  const own = role.spec.kind === "etcd" ? etcdRules(roles) : [];
  const balanced = services
    .filter((service) => service.role.name === role.name)
    .flatMap((service) => {
      const { port, health } = targetOf(service);
      const from = { balancer: service.balancer };
      const serving = tcp(port, from, `${service.name} through its balancer`);
      return health.port === port ? [serving] : [serving, tcp(health.port, from, `Health of ${service.name}`)];
    });
  const allowed = role.spec.allow.map((allowance) => allowanceRule(allowance, networkCidr));
  return distinct([...own, ...balanced, ...allowed]);
}

function etcdRules(roles: readonly NamedRole[]): RuleDesign[] {
  const members = { role: "etcd" };
  return [
    ...roles.map(({ name }) =>
      tcp(2379, { role: name }, name === "etcd" ? "etcd clients among the members" : `etcd clients in ${name}`),
    ),
    tcp(2380, members, "etcd peers"),
    tcp(2381, members, "etcd health, asked by the other members"),
  ];
}

function allowanceRule({ ports, from, protocol = "tcp" }: Allowance, networkCidr: string): RuleDesign {
  const word = typeof ports === "string" ? ruleWord(ports) : undefined;
  const range = typeof ports === "number" ? ([ports, ports] as const) : typeof ports === "string" ? undefined : ports;
  const source = from === "network" ? { cidr: networkCidr } : from;
  const who = from === "network" ? "the network" : "role" in from ? from.role : from.cidr;
  const what = word?.description ?? `${protocol} ${range?.join("-") ?? ""}`;
  return {
    protocol: word?.protocol ?? protocol,
    ports: word === undefined ? range : word.ports,
    from: source,
    description: `${what} from ${who}`,
  };
}

/** One rule per protocol, range and source: AWS refuses a second. */
function distinct(rules: readonly RuleDesign[]): RuleDesign[] {
  const byMeaning = new Map<string, RuleDesign>();
  for (const rule of rules) {
    const meaning = JSON.stringify([rule.protocol, rule.ports ?? null, rule.from]);
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, rule);
  }
  return [...byMeaning.values()];
}
