import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultyBlueprints } from "../test/faulty-blueprints.ts";
import { fullBlueprint } from "../test/every-system.ts";
import {
  blueprint,
  design,
  validateBlueprint,
  printDiagnostics,
  network,
  workers,
  BlueprintError,
  type Blueprint,
} from "./index.ts";

/** What is said of each faulty blueprint: severity, path, message, rule, and the remedy below. */
const table: readonly (readonly [string, string])[] = [
  [
    "cluster name too long for balancers",
    `error at a-cluster-with-a-very-long-name.name: "a-cluster-with-a-very-long-name" is no name of a cluster [cluster-name]
  Use 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter: names of balancers have 32 characters at most and begin with it.`,
  ],
  [
    "cluster name that AWS refuses",
    `error at internal-tools.name: AWS refuses names that begin with "internal-" for balancers, groups or parameters, and every name begins with the cluster's [cluster-name-reserved]
  Take another first word.`,
  ],
  [
    "pool named etcd",
    `error at fleet.pools.etcd: a pool and the members of etcd are both named etcd [pool-name-taken]
  Give the pool another name.`,
  ],
  [
    "pool name that AWS refuses",
    `error at fleet.pools.Web_1: "Web_1" is no name of a pool [pool-name]
  Use 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter.`,
  ],
  [
    "range that is no CIDR",
    `error at fleet.network.cidr: "10.10.0.0" is no IPv4 range [cidr-form]
  Write it as address/prefix, such as 10.10.0.0/16.`,
  ],
  [
    "range with stray bits",
    `error at fleet.network.cidr: "10.10.1.0/16" has bits set after its prefix [cidr-host-bits]
  Write 10.10.0.0/16: AWS would silently change it to that.`,
  ],
  [
    "range too large for a VPC",
    `error at fleet.network.cidr: a VPC is /16 to /28, "10.0.0.0/8" is /8 [vpc-size]
  Take a smaller range, such as 10.10.0.0/16.`,
  ],
  [
    "range too small for the tiers",
    `error at fleet.network.tiers: 10.10.0.0/26 has room for 4 of 6 subnets; no room is left for private-2, private-3 [subnets-exhausted]
  Take a larger range, more newBits (smaller subnets), or fewer zones.`,
  ],
  [
    "public range",
    `warning at fleet.network.cidr: "52.10.0.0/16" is not a private range: nodes could not reach the owners of those addresses [vpc-public-range]
  Take a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.`,
  ],
  [
    "range over docker's bridge",
    `warning at fleet.network.cidr: "172.17.0.0/16" overlaps 172.17.0.0/16, the bridge that docker makes on every node [docker-range]
  Take a range outside 172.17.0.0/16, or give docker another bridge.`,
  ],
  [
    "subnets smaller than AWS makes them",
    `error at fleet.network.tiers.public.newBits: 13 new bits make /29 subnets of 10.10.0.0/16, and a subnet is /16 to /28 [subnet-size]
  Give 0 to 12.
error at fleet.network.tiers.private.newBits: 13 new bits make /29 subnets of 10.10.0.0/16, and a subnet is /16 to /28 [subnet-size]
  Give 0 to 12.`,
  ],
  [
    "no zones",
    `error at fleet.network.zones: a network spans 1 to 6 zones, not 0 [zone-count]
  Give 3, or the names of the zones to use.`,
  ],
  [
    "a zone twice",
    `error at fleet.network.zones.1: zone "us-west-2a" is named twice [zone-duplicate]
  Name each zone once: subnets are dealt over them in turn.`,
  ],
  [
    "zones of two regions, and one that is none",
    `error at fleet.network.zones.2: "nowhere" is no name of a zone [zone-name]
  Write it as us-west-2a, or give a number of zones.
error at fleet.network.zones: the zones lie in different regions: us-west-2, eu-west-1 [zone-region]
  A VPC lies in one region: name zones of one, and make a cluster per region.`,
  ],
  [
    "NAT without a public subnet",
    `error at fleet.network.nat: nat is "per-zone", and no tier is public: a NAT gateway stands in a public subnet [nat-subnet]
  Add a public tier, or set nat to "none".`,
  ],
  [
    "NAT per zone with a public subnet in one",
    `error at fleet.network.nat: a NAT gateway per zone needs a public subnet in each, and zone 2, 3 has none [nat-zone]
  Give the public tier a subnet per zone, or set nat to "single".`,
  ],
  [
    "endpoints unknown and twice",
    `error at fleet.network.endpoints.1: no endpoint is known for "secretmanager" [endpoint-unknown]
  Did you mean "secretsmanager"?
error at fleet.network.endpoints.2: endpoint "s3" is named twice [endpoint-duplicate]
  Name it once.`,
  ],
  [
    "zone name with a dot at the end",
    `error at fleet.network.dns: "fleet.internal." is no name of a DNS zone [dns-zone]
  Write two or more labels of lower-case letters, digits and hyphens, such as fleet.internal, without a dot at the end.`,
  ],
  [
    "zone name of multicast DNS",
    `warning at fleet.network.dns: resolvers keep "cluster.local" on the local link, because .local belongs to multicast DNS [dns-local]
  Use a name below .internal.`,
  ],
  [
    "tier name",
    `error at fleet.network.tiers.Public Tier: "Public Tier" is no name of a tier [tier-name]
  Use 1 to 20 lower-case letters, digits and hyphens, beginning with a letter.`,
  ],
  [
    "existing subnets that overlap, lie outside and repeat",
    `error at fleet.network.vpcId: "vpc-1" is no id of a VPC [vpc-id]
  Write it as vpc-0123456789abcdef0.
error at fleet.network.subnets.public-2.cidr: "10.0.0.128/25" overlaps public-1, 10.0.0.0/24 [subnet-overlap]
  Give the ranges as AWS shows them: subnets of a VPC never overlap.
error at fleet.network.subnets.private-1.id: "subnet-aaaaaaaaaaaaaaaaa" is named twice [subnet-duplicate]
  Name each subnet once, in one tier.
error at fleet.network.subnets.private-1.zone: "us-west-2" is no name of a zone [zone-name]
  Write it as us-west-2a.
error at fleet.network.subnets.private-1.cidr: "10.1.0.0/24" lies outside the network's 10.0.0.0/16 [subnet-outside]
  Give the subnet's own range, or the VPC's range that holds it.`,
  ],
  [
    "address that is none",
    `error at fleet.etcd.addresses.1: "10.10.4.256" is no IPv4 address [address-form]
  Write four numbers from 0 to 255, such as 10.10.3.100.`,
  ],
  [
    "address twice",
    `error at fleet.etcd.addresses.2: 10.10.3.100 is taken by etcd.addresses.0 [address-duplicate]
  Give each node an address of its own.
warning at fleet.etcd.addresses: 2 of 3 members stand in one zone, and etcd stops when it is lost [member-zones]
  Spread the addresses over subnets of different zones.`,
  ],
  [
    "address in no subnet",
    `error at fleet.etcd.addresses.2: 10.10.6.100 lies in no subnet [address-outside]
  Take an address of one of: public-1 10.10.0.0/24, public-2 10.10.1.0/24, public-3 10.10.2.0/24, private-1 10.10.3.0/24, private-2 10.10.4.0/24, private-3 10.10.5.0/24.`,
  ],
  [
    "address outside the network",
    `error at fleet.etcd.addresses.2: 10.20.5.100 lies outside the network's 10.10.0.0/16 [address-outside]
  Take an address of one of: public-1 10.10.0.0/24, public-2 10.10.1.0/24, public-3 10.10.2.0/24, private-1 10.10.3.0/24, private-2 10.10.4.0/24, private-3 10.10.5.0/24.`,
  ],
  [
    "addresses that AWS reserves",
    `error at fleet.etcd.addresses.0: 10.10.3.3 belongs to AWS: the first four addresses of private-1, 10.10.3.0/24, and its last [address-reserved]
  Take another address of that subnet.
error at fleet.etcd.addresses.1: 10.10.4.255 belongs to AWS: the first four addresses of private-2, 10.10.4.0/24, and its last [address-reserved]
  Take another address of that subnet.`,
  ],
  [
    "address of a machine that a member has",
    `error at fleet.pools.vault.addresses.0: 10.10.4.100 is taken by etcd.addresses.1 [address-duplicate]
  Give each node an address of its own.`,
  ],
  [
    "even number of members",
    `error at fleet.etcd.addresses: etcd has an even number of members, 2 [member-count]
  Give 1 or 3: 2 members survive no more failures than 1.`,
  ],
  [
    "no members",
    `error at fleet.etcd.addresses: etcd has no members [member-count]
  Give 3 addresses, each in another zone.`,
  ],
  [
    "members in one zone",
    `warning at fleet.etcd.addresses: 2 of 3 members stand in one zone, and etcd stops when it is lost [member-zones]
  Spread the addresses over subnets of different zones.`,
  ],
  [
    "member in a public subnet",
    `warning at fleet.etcd.addresses.0: 10.10.0.100 lies in the public subnet public-1 [member-public]
  Put members into private subnets; what must reach etcd from outside goes through a balancer.`,
  ],
  [
    "etcd that is not supported",
    `error at fleet.etcd.version: etcd 3.4.23 is not supported [etcd-version]
  Take 3.6.14 or 3.7.1.`,
  ],
  [
    "etcd with known faults",
    `warning at fleet.etcd.version: etcd 3.5.16 has known faults in authentication and TLS [etcd-outdated]
  Take 3.6.14 or 3.7.1, one minor version at a time where data exists.`,
  ],
  [
    "min over desired over max",
    `error at fleet.pools.web.size: sizes grow from min to desired to max, not 5, 3, 2 [size-order]
  Give 0 <= min <= desired <= max, such as { min: 2, desired: 3, max: 5 }.`,
  ],
  [
    "tier that the network lacks",
    `error at fleet.pools.web.subnets: the network has no tier "privat" [tier-unknown]
  Did you mean "private"?`,
  ],
  [
    "identity that no pool has",
    `error at fleet.pools.web.identity: "wbe" is no other pool of workers with an identity of its own [identity-unknown]
  None is declared: declare it first.`,
  ],
  [
    "machines counted twice",
    `error at fleet.pools.vault: count and addresses both say how many machines there are [machine-count]
  Give one of the two.`,
  ],
  [
    "machines not counted at all",
    `error at fleet.pools.vault: neither count nor addresses say how many machines there are [machine-count]
  Give count and subnets, or addresses.`,
  ],
  [
    "family for another architecture",
    `error at fleet.pools.web.instanceType: t4g.medium has arm64 processors, and the image is for x86_64 [instance-architecture]
  Take another type, or set image.architecture to "arm64".`,
  ],
  [
    "family that does not exist",
    `error at fleet.pools.web.instanceType: no instance family "t33" is known for arm64 [instance-family]
  Use one of a1, t4g, m6g, m6gd, m7g, m7gd, m8g, m8gd, c6g, c6gd, c6gn, c7g, c7gd, c7gn, c8g, c8gd, c8gn, r6g, r6gd, r7g, r7gd, r8g, r8gd, x2gd, x8g, g5g, hpc7g, i4g, i8g, i8ge, im4gn, is4gen.`,
  ],
  [
    "instance type that is none",
    `error at fleet.pools.web.instanceType: "medium" is no instance type [instance-type]
  Write family and size, such as t3.medium.`,
  ],
  [
    "channel that does not exist",
    `error at fleet.pools.web.image.channel: flatcar has no channel "stabel" [image-channel]
  Did you mean "stable"?`,
  ],
  [
    "root volume too small",
    `error at fleet.pools.web.rootVolume: a root volume has 10 to 16384 GiB, not 4 [volume-size]
  Give GiB; 30 is enough for most.`,
  ],
  [
    "data volume that cannot be",
    `error at fleet.pools.db.volume.size: a gp3 volume has 1 to 16384 GiB, not 0 [volume-size]
  Give GiB; 20 is ample for etcd.
error at fleet.pools.db.volume.label: "a label that is too long" is no label of a file system [volume-label]
  Use 1 to 16 letters, digits, dots, hyphens and underscores.
error at fleet.pools.db.volume.mount: "/etc" is no place to mount data at [volume-mount]
  Give an absolute path below /var, /srv or /opt.`,
  ],
  [
    "private nodes without a way out",
    `error at fleet.etcd: its nodes stand in private subnets without NAT, and need to reach Secrets Manager, EC2 for their volume, SSM for the mark of the cluster, Session Manager, the registry quay.io [no-way-out]
  Set network.nat to "single" or "per-zone": no endpoint leads to the registry quay.io.
error at fleet.pools.internal: its nodes stand in private subnets without NAT, and need to reach Secrets Manager, Session Manager [no-way-out]
  Set network.nat to "single", or network.endpoints to ["s3", "secretsmanager", "ssm", "ssmmessages"].`,
  ],
  [
    "private nodes whose endpoints nearly suffice",
    `error at fleet.pools.web: its nodes stand in private subnets without NAT, and need to reach Session Manager [no-way-out]
  Set network.nat to "single", or network.endpoints to ["s3", "ssm", "ssmmessages"].`,
  ],
  [
    "secret that is not declared",
    `error at fleet.pools.web.secrets.tokn: secret "tokn" is used and not declared [secret-undeclared]
  Declare it under secrets. Did you mean "token"?
warning at fleet.secrets.token: secret "token" is declared and no role receives it [secret-unused]
  Name it under secrets of a role, or remove it.`,
  ],
  [
    "secret that everybody can read",
    `error at fleet.pools.web.secrets.token.mode: mode 0644 lets every process of the node at the secret [secret-open]
  Give it an owner and mode 0600, or a group and 0640.`,
  ],
  [
    "two secrets in one file, and paths that are none",
    `error at fleet.secrets.three.length: a generated secret has 16 to 4096 characters, not 4 [secret-length]
  Give 32, or leave it out.
error at fleet.pools.web.secrets.two.path: /etc/app/token is the file of "one" already [secret-path-taken]
  Give each secret a file of its own.
error at fleet.pools.web.secrets.three.path: "relative" is no path for a secret [secret-path]
  Give the absolute path of a file, such as /etc/app/token.`,
  ],
  [
    "value in the place of a variable's name",
    `error at fleet.secrets.token: fromEnv is no name of an environment variable [secret-origin]
  Name the variable that holds the value, { fromEnv: "DOCKERCFG" }, or the file, { fromFile: "..." }; the value itself never stands in a blueprint.
warning at fleet.secrets.token: secret "token" is declared and no role receives it [secret-unused]
  Name it under secrets of a role, or remove it.`,
  ],
  [
    "ARN that is none",
    `error at fleet.secrets.old.arn: "old" is no ARN of a secret [secret-arn]
  Write it as arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf.
warning at fleet.secrets.old: secret "old" is declared and no role receives it [secret-unused]
  Name it under secrets of a role, or remove it.`,
  ],
  [
    "ports out of range",
    `error at fleet.pools.web.expose.0.port: a port is 1 to 65535, not 0 [port-range]
  Give a port.
error at fleet.pools.web.expose.0.targetPort: a port is 1 to 65535, not 70000 [port-range]
  Give a port.
error at fleet.pools.web.expose.0.health.port: port is 1 to 65535, not 70000 [health-range]
  Give a number in that range.`,
  ],
  [
    "listener without certificate",
    `error at fleet.pools.web.expose.0.certificateArn: a listener for https shows a certificate, and none is named [certificate-missing]
  Give the ARN of one from ACM.`,
  ],
  [
    "certificate that nobody shows",
    `error at fleet.pools.web.expose.0.certificateArn: a listener for tcp shows no certificate [certificate-unused]
  Set protocol to "tls", or remove the certificate.`,
  ],
  [
    "check longer than its interval",
    `error at fleet.pools.web.expose.0.health.healthyThreshold: healthyThreshold is 2 to 10, not 1 [health-range]
  Give a number in that range.
error at fleet.pools.web.expose.0.health.timeout: a check may take 30 s and is repeated after 20 s [health-timeout]
  Give a timeout less than the interval.`,
  ],
  [
    "record without a zone",
    `error at fleet.pools.web.expose.0.dns: the network has no private zone for the record [dns-zone-missing]
  Set network.dns, such as fleet.internal, or remove dns here.`,
  ],
  [
    "one listener for two services",
    `error at fleet.pools.api.expose.0.port: port 80 of balancer "front" is taken by pools.web.expose.0 [listener-taken]
  Give one of them another port, or another balancer.`,
  ],
  [
    "one balancer of two kinds",
    `error at fleet.pools.api.expose.0: balancer "front" is internal for tcp at pools.web.expose.0, and cannot be internet-facing for http [balancer-mixed]
  Name another balancer: each is internal or internet-facing, and for tcp and tls or for http and https.`,
  ],
  [
    "internet-facing balancer without a public subnet",
    `error at fleet.pools.web.expose.0: an internet-facing balancer needs a public subnet, and there is none [balancer-subnets]
  Add a public tier, or set scheme to "internal".`,
  ],
  [
    "application balancer in one zone",
    `error at fleet.pools.web.expose.0: an application balancer stands in two zones at least, and its subnets lie in one [balancer-zones]
  Give the network two zones, or use protocol tcp.`,
  ],
  [
    "names of balancers too long",
    `error at fleet.pools.web.expose.0: "the-public-face-of-the-cluster" is no name of a service [balancer-name]
  Set name to 1 to 24 letters, digits and single hyphens: names of balancers and target groups have 32 characters at most and begin with the cluster's.`,
  ],
  [
    "nodes open to the world",
    `error at fleet.pools.web.allow.0.from.cidr: 0.0.0.0/0 opens the nodes to the world [world-open]
  Expose the port through a balancer; people reach nodes by Session Manager.`,
  ],
  [
    "word and role that do not exist",
    `error at fleet.pools.web.allow.0.ports: the rule catalogue has no word "sshh" [rule-word]
  Did you mean "ssh"? Ports can be numbers, too.
error at fleet.pools.web.allow.0.from.role: there is no role "intrnal" [role-unknown]
  Use one of etcd, web.`,
  ],
  [
    "private key in a blueprint",
    `error at fleet.pools.web.publicKey: this is a private key [key-private]
  Take it out at once, replace the pair, and give the public half (the .pub file).`,
  ],
  [
    "members that reboot all at once",
    `error at fleet.etcd.updates.window: members would reboot whenever an update comes, more than one at a time [window-missing]
  Give a window, such as { start: "05:30", minutes: 60 }: each member gets its own, one after the other.`,
  ],
  [
    "windows longer than a day",
    `error at fleet.etcd.updates.window.start: "5:30" is no start of a window [window-start]
  Write it as 05:30, or Sun 05:30.
error at fleet.etcd.updates.window.minutes: 3 windows of 600 minutes, one after the other, are longer than a day [window-length]
  Give 480 minutes or fewer.`,
  ],
  [
    "After= on a unit that exists nowhere",
    `error at fleet.pools.web.units.0.Unit.After: "dokcer.service" is a unit of neither the role nor flatcar [unit-unknown]
  Did you mean "docker.service"? Otherwise add the unit to the role.
warning at fleet.pools.web.units.0.Unit.After: After=network-online.target orders but pulls nothing in, so it may wait for nothing [unit-invalid]
  Add Wants=network-online.target.`,
  ],
  [
    "drop-in for a unit that exists nowhere",
    `error at fleet.pools.web.dropins.0: "fleet.service" is a unit of neither the role nor flatcar [dropin-unit]
  Add the unit to the role, or remove the name.`,
  ],
  [
    "unit of Drydock's own, and one twice",
    `error at fleet.pools.web.units.0: "drydock-secrets.service" is a name of Drydock's own units [unit-reserved]
  Give it another name, or add to that unit by a drop-in.
error at fleet.pools.web.units.2: "app.service" is unit 1 already [unit-duplicate]
  Give each unit a name of its own; add to one by a drop-in.`,
  ],
  [
    "unit that systemd does not take",
    `error at fleet.pools.web.units.0: "app.service" is to start at boot and has no [Install] section [unit-install]
  Add Install: { WantedBy: "multi-user.target" }, or set enable to false.
error at fleet.pools.web.units.0: Service has no ExecStart=, ExecStop=, or SuccessAction=: systemd refuses it [unit-invalid]
  Give it an ExecStart=.
warning at fleet.pools.web.units.0.Service.ExecStrat: [Service] has no ExecStrat=: systemd ignores it [unit-invalid]
  Did you mean ExecStart=?`,
  ],
  [
    "files where none can be",
    `error at fleet.pools.web.files.0.path: /usr cannot be written to on flatcar [file-immutable]
  Put it below /etc or /opt.
error at fleet.pools.web.files.1.path: /run/app is gone when the node has booted [file-volatile]
  Put it below /etc, /var or /opt.
error at fleet.pools.web.files.2.path: "etc/app" is no path of a file [file-path]
  Give an absolute path without . and .. in it.
error at fleet.pools.web.files.2.mode: "rw" is no mode [file-mode]
  Write it in octal, "0644".`,
  ],
  [
    "secret in a file",
    `error at fleet.pools.web.files.0.text: it holds a private key, and every process of the node can read user data [file-secret]
  Declare it under secrets, and give the role its path.`,
  ],
  [
    "packages on Flatcar",
    `error at fleet.pools.web.packages: flatcar installs no packages [packages-immutable]
  Run what is needed as a container, or choose ubuntu or amazon-linux.`,
  ],
  [
    "metadata that the metadata service does not take",
    `error at fleet.pools.web.metadata.a key: "a key" is no key of a tag here [tag-key]
  Use 1 to 128 letters, digits and +-=.,_:@, which the metadata service can show to nodes.
error at fleet.pools.web.metadata.drydock:role: the key "drydock:role" is not free: its prefix is reserved [tag-reserved]
  Choose another key.
error at fleet.pools.web.metadata.Name: the key "Name" is not free: Drydock gives every resource its name [tag-reserved]
  Choose another key.`,
  ],
  [
    "user data that does not fit",
    `error at fleet.pools.web: user data has 30427 bytes after compression, 14043 more than the 16384 that an instance takes: /etc/app/noise 20099, /etc/app/more 4127, /opt/drydock/aws.sh 1403, /opt/drydock/instance.sh 1393, /opt/drydock/secrets.sh 1373, drydock-secrets.service 315, drydock-instance.service 284, drydock-secrets-refresh.service 255, /etc/drydock/etcd.env 232, drydock-secrets-refresh.timer 205, /etc/drydock/secrets 173, /etc/drydock/node.env 145, others 132 [user-data-size]
  Make the largest files smaller, fetch them at boot from a bucket, or put them into an image.`,
  ],
  [
    "etcd shown to the world",
    `error at fleet.etcd.expose.0: it shows etcd to the world, and anyone may read and write it [etcd-open]
  Set etcd.tls to "mutual", or scheme to "internal".`,
  ],
  [
    "etcd behind a balancer that ends connections",
    `error at fleet.etcd.expose.0.protocol: an application balancer ends the connection, and etcd's clients prove themselves by theirs [etcd-balancer]
  Use protocol "tcp".`,
  ],
  [
    "Session Manager without its agent",
    `warning at fleet.pools.web.sessionManager: fedora-coreos ships no agent for Session Manager [session-agent]
  Run the agent as a container of the role, or leave sessionManager out.`,
  ],
  [
    "file in the place of a secret",
    `error at fleet.pools.web.files.0.path: /etc/app/token is where secret "token" goes [file-duplicate]
  Give one of them another path.`,
  ],
  [
    "more subnets than a network may have",
    `error at fleet.network.tiers.0.subnets: 201 is not a number of at most 200 [field-type]
  Give a number of at most 200.`,
  ],
  [
    "buckets",
    `error at fleet.buckets.0: "Logs" is no name of a bucket [bucket-name]
  Use 1 to 36 lower-case letters, digits and single hyphens: account and cluster come before it, and AWS takes 63.
error at fleet.buckets.2: bucket "data" is named twice [bucket-duplicate]
  Name it once.`,
  ],
  [
    "values of the wrong type",
    `error at fleet.network.cidr: 10 is not a text [field-type]
  Give a text.
error at fleet.network.zones: "three" is not a value of one of the forms that the field's description lists [field-type]
  Give a value of one of the forms that the field's description lists.
error at fleet.network.nat: "always" is not one of per-zone, single, none [field-type]
  Give one of per-zone, single, none.
error at fleet.etcd.addresses: "10.10.3.100" is not a list [field-type]
  Give a list.
error at fleet.etcd.tsl: there is no field "tsl" [field-unknown]
  Did you mean "tls"?
error at fleet.pools.web.size: nothing is given [field-missing]
  Give a value of type object.
error at fleet.pools.api: an object stands where workers(...) or machines(...) belongs [shape]
  Make it by workers(...) or machines(...).`,
  ],
  [
    "parts unknown and missing",
    `error at fleet.netwrok: a blueprint has no part "netwrok" [part-unknown]
  Did you mean "network"?
error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
  Make it by network(...) or existingNetwork(...).
error at fleet.pools: a list stands where an object by name belongs [shape]
  Write pools: { name: ... }.`,
  ],
];

describe("validateBlueprint", () => {
  it.each(table)("%s", (name, expected) => {
    const faulty = faultyBlueprints[name];
    expect(faulty).toBeDefined();
    expect(printDiagnostics(validateBlueprint(faulty as Blueprint))).toBe(expected);
  });

  it("the table has every faulty blueprint", () => {
    expect(table.map(([name]) => name)).toEqual(Object.keys(faultyBlueprints));
  });

  it("nothing is said of a blueprint that needs nothing", () => {
    const sound = blueprint("net", { network: network({ cidr: "10.10.0.0/16" }) });
    expect(validateBlueprint(sound)).toEqual([]);
  });

  it.each([
    undefined,
    null,
    7,
    "fleet",
    [],
    { name: 7 },
    { name: "x", network: null, pools: 3, secrets: [null], tags: { a: 1 } },
  ])("whatever is given, it lists problems instead of failing: %j", (given) => {
    expect(validateBlueprint(given as never).length).toBeGreaterThan(0);
  });

  it("no value anywhere makes it fail", () => {
    const sound = JSON.stringify(fullBlueprint("flatcar"));
    const count = (JSON.parse(sound, counter()) as { seen: number }).seen;
    fc.assert(
      fc.property(fc.nat(count - 1), fc.anything({ withNullPrototype: true, withBigInt: true }), (place, value) => {
        const mutated: unknown = JSON.parse(sound, replacer(place, value));
        const diagnostics = validateBlueprint(mutated as never);
        for (const { path, message, remedy, rule } of diagnostics)
          expect([path, message, remedy, rule].every((text) => text !== undefined && text !== "")).toBe(true);
      }),
      { numRuns: Number(process.env["DRYDOCK_RUNS"] ?? 150) },
    );
  });

  it("user data over the limit is reported beside other errors", () => {
    const faulty = blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        web: workers({
          subnets: "nowhere",
          size: { min: 0, desired: 0, max: 1 },
          files: [{ path: "/etc/a", text: randomText(30_000) }],
        }),
      },
    });
    expect(validateBlueprint(faulty).map(({ rule }) => rule)).toEqual(["tier-unknown", "user-data-size"]);
  });
});

it("design throws one error that lists everything", () => {
  const faulty = blueprint("fleet", { network: network({ cidr: "10.10.1.0/16", zones: 9 }) });
  expect(() => design(faulty)).toThrow(BlueprintError);
  expect(() => design(faulty)).toThrowErrorMatchingInlineSnapshot(`
    [BlueprintError: blueprint "fleet" has 2 errors
    error at fleet.network.cidr: "10.10.1.0/16" has bits set after its prefix [cidr-host-bits]
      Write 10.10.0.0/16: AWS would silently change it to that.
    error at fleet.network.zones: a network spans 1 to 6 zones, not 9 [zone-count]
      Give 3, or the names of the zones to use.]
  `);
});

/** A reviver that numbers the values of a document, and replaces the one at a place. */
function replacer(place: number, value: unknown): (key: string, old: unknown) => unknown {
  let at = 0;
  return (_key, old) => (at++ === place ? value : old);
}

function counter(): (key: string, old: unknown) => unknown {
  let seen = 0;
  return (key, old) => {
    seen++;
    return key === "" ? { seen } : old;
  };
}

function randomText(length: number): string {
  let state = 7;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join("");
}
