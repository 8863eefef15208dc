import { checkOptions, text } from "@drydock/systemd/ground";
/** Ports and protocol that a word such as `https` stands for. */
export interface RuleWord {
  readonly protocol: "tcp" | "udp" | "icmp" | "all";
  readonly ports: readonly [from: number, to: number] | undefined;
  readonly description: string;
}

function tcp(from: number, description: string, to = from): RuleWord {
  return { protocol: "tcp", ports: [from, to], description };
}

/** Words for the ports that clusters usually open. */
export const ruleWords = {
  ssh: tcp(22, "Secure shell"),
  http: tcp(80, "HTTP"),
  https: tcp(443, "HTTPS"),
  "http-alternate": tcp(8080, "HTTP on its alternate port"),
  "all-traffic": { protocol: "all", ports: undefined, description: "All traffic" },
  "all-tcp": tcp(0, "All TCP", 65535),
  "all-udp": { protocol: "udp", ports: [0, 65535], description: "All UDP" },
  "all-icmp": { protocol: "icmp", ports: undefined, description: "All ICMP" },
  "etcd-client": tcp(2379, "etcd clients"),
  "etcd-peer": tcp(2380, "etcd peers"),
  "etcd-metrics": tcp(2381, "etcd metrics and health"),
  amqp: tcp(5672, "AMQP"),
  "amqp-tls": tcp(5671, "AMQP over TLS"),
  "rabbitmq-admin": tcp(15672, "RabbitMQ management"),
  "rabbitmq-admin-tls": tcp(15671, "RabbitMQ management over TLS"),
  "rabbitmq-cluster": tcp(25672, "RabbitMQ between nodes"),
  "rabbitmq-tools": tcp(35672, "RabbitMQ command line tools", 35682),
  epmd: tcp(4369, "Erlang port mapper"),
  stomp: tcp(61613, "STOMP"),
  "stomp-tls": tcp(61614, "STOMP over TLS"),
  mqtt: tcp(1883, "MQTT"),
  kubernetes: tcp(6443, "Kubernetes API"),
  kubelet: tcp(10250, "kubelet API"),
  "kube-controller-manager": tcp(10257, "Kubernetes controller manager"),
  "kube-scheduler": tcp(10259, "Kubernetes scheduler"),
  "node-ports": tcp(30000, "Kubernetes node ports", 32767),
  "docker-ports": tcp(32768, "Ports that docker publishes by itself", 61000),
  registry: tcp(5000, "Container registry"),
  fluentd: tcp(24224, "Fluentd forward"),
  kibana: tcp(5601, "Kibana"),
  elasticsearch: tcp(9200, "Elasticsearch HTTP"),
  jenkins: tcp(8080, "Jenkins"),
  sonarqube: tcp(9000, "SonarQube"),
  mysql: tcp(3306, "MySQL"),
  postgres: tcp(5432, "PostgreSQL"),
  nfs: tcp(2049, "NFS, and so EFS"),
  vault: tcp(8200, "Vault API"),
  fleetui: tcp(3000, "FleetUI"),
  "etcd-browser": tcp(8000, "etcd-browser"),
} as const satisfies Readonly<Record<string, RuleWord>>;

/** A word of the rule catalogue. */
export type RuleWordName = keyof typeof ruleWords;

/**
 * What a word stands for, or undefined when the catalogue has no such word.
 *
 * @example
 * ```ts
 * import { ruleWord } from "@drydock/core";
 *
 * console.log(ruleWord("https")?.ports, ruleWord("gopher")); // [ 443, 443 ] undefined
 * ```
 */
export function ruleWord(word: string): RuleWord | undefined {
  checkOptions("ruleWord", text, word);
  return Object.hasOwn(ruleWords, word) ? ruleWords[word as RuleWordName] : undefined;
}
