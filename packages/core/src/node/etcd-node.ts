import { dropin, exec, unit, type Unit } from "@drydock/systemd";
import type { Etcd } from "../cluster/etcd.ts";
import type { Member } from "../cluster/formation.ts";
import { instanceUnit } from "./base.ts";
import { envFile } from "./env-file.ts";
import { dataFolder, formationSettings, memberSettings, tlsFolder } from "./etcd-settings.ts";
import type { NodeConfig } from "./node-config.ts";
import type { OsProfile } from "./os-profile.ts";
import { quadletFile } from "./quadlet-file.ts";
import { instanceFile, scriptFile, scriptUnit } from "./script-unit.ts";
import { secretsUnit } from "./secrets-node.ts";

/** The unit that runs etcd, on every operating system. */
export const etcdUnit = "etcd-member.service";
const formationUnit = "drydock-etcd-formation.service";

const memberFile = "/etc/drydock/etcd-member.env";
const formationFile = "/etc/drydock/etcd-formation.env";
/** What the formation script decided at this boot. */
const decisionFile = "/run/drydock/etcd-formation.env";

export interface EtcdNodeOptions {
  readonly cluster: string;
  readonly etcd: Etcd;
  readonly member: Member;
  readonly members: readonly Member[];
  readonly profile: OsProfile;
  /** Whether the node has credentials for container registries. */
  readonly credentials: boolean;
}

/**
 * A member of the etcd cluster: its settings, the decision how it starts, etcd itself, and what follows once
 * it is healthy.
 */
export function etcdNode(options: EtcdNodeOptions): Partial<NodeConfig> {
  const { cluster, etcd, member, members, profile } = options;
  // Flatcar's unit shows a folder of our choice to etcd as /etc/ssl/certs, and its data always as
  // /var/lib/etcd.
  const tlsInside = profile.etcd === "etcd-member" ? "/etc/ssl/certs" : tlsFolder;
  const dataInside = profile.etcd === "etcd-member" ? dataFolder : "/var/lib/etcd";
  const settings = { ...memberSettings(etcd, member, tlsInside), ETCD_DATA_DIR: dataInside };
  const text = (path: string, content: Record<string, string>) => ({
    path,
    text: envFile(content),
    mode: "0644",
    owner: "root:root",
  });
  const needs = [instanceUnit, ...(etcd.tls === "mutual" ? [secretsUnit] : [])];
  const environmentFiles = [instanceFile, memberFile, formationFile];
  return {
    files: [
      scriptFile("etcd-api.sh"),
      scriptFile("etcd-formation.sh"),
      scriptFile("etcd-settle.sh"),
      text(memberFile, settings),
      text(formationFile, formationSettings(cluster, member, members, profile.etcdOwner)),
      ...(profile.etcd === "quadlet" ? [quadlet(options)] : []),
    ],
    units: [
      {
        unit: scriptUnit(formationUnit, {
          script: "etcd-formation.sh",
          description: "How this member of etcd starts",
          needs,
          before: [etcdUnit],
          mounts: etcd.volume === "none" ? [] : [etcd.volume.mount],
          environmentFiles,
          starts: etcdUnit,
        }),
        enable: true,
      },
      {
        unit: scriptUnit("drydock-etcd-settle.service", {
          script: "etcd-settle.sh",
          description: "What follows once etcd is healthy",
          needs: [formationUnit],
          environmentFiles,
          waits: false,
        }),
        enable: true,
      },
      ...(profile.etcd === "docker" ? [{ unit: dockerUnit(options), enable: true }] : []),
    ],
    dropins: profile.etcd === "etcd-member" ? [flatcarDropin(options)] : [],
    enable: profile.etcd === "etcd-member" ? [etcdUnit] : [],
  };
}

function ordering({ etcd }: EtcdNodeOptions) {
  return {
    Requires: [formationUnit],
    After: [formationUnit],
    ...(etcd.volume !== "none" && { RequiresMountsFor: etcd.volume.mount }),
  };
}

function flatcarDropin(options: EtcdNodeOptions) {
  const { etcd, credentials } = options;
  return dropin(etcdUnit, "20-drydock.conf", {
    Unit: ordering(options),
    Service: {
      Environment: {
        ETCD_IMAGE_URL: etcd.repository,
        ETCD_IMAGE_TAG: `v${etcd.version}`,
        ...(etcd.tls === "mutual" && { ETCD_SSL_DIR: tlsFolder }),
        ...(credentials && { DOCKER_CONFIG: "/root/.docker" }),
      },
      EnvironmentFile: [memberFile, decisionFile],
    },
  });
}

function quadlet(options: EtcdNodeOptions) {
  const { etcd, credentials } = options;
  const { Requires, After, RequiresMountsFor } = ordering(options);
  return quadletFile("etcd-member.container", {
    Unit: {
      Description: "etcd",
      Wants: "network-online.target",
      Requires,
      After: ["network-online.target", ...After],
      RequiresMountsFor,
    },
    Container: {
      Image: `${etcd.repository}:v${etcd.version}`,
      ContainerName: "etcd-member",
      Network: "host",
      Exec: "/usr/local/bin/etcd",
      EnvironmentFile: [memberFile, decisionFile],
      Volume: [`${dataFolder}:/var/lib/etcd:Z`, ...(etcd.tls === "mutual" ? [`${tlsFolder}:${tlsFolder}:ro,z`] : [])],
    },
    Service: {
      Environment: credentials ? "REGISTRY_AUTH_FILE=/root/.docker/config.json" : undefined,
      Restart: "on-failure",
      RestartSec: "10",
      TimeoutStartSec: "infinity",
      LimitNOFILE: "40000",
    },
    Install: { WantedBy: "multi-user.target" },
  });
}

function dockerUnit(options: EtcdNodeOptions): Unit {
  const { etcd, credentials } = options;
  const { Requires, After, ...mounts } = ordering(options);
  const tls = etcd.tls === "mutual" ? ["--volume", `${tlsFolder}:${tlsFolder}:ro`] : [];
  const run = [
    "run --rm --name etcd-member --network host --ulimit nofile=40000".split(" "),
    ["--env-file", memberFile, "--env-file", decisionFile],
    ["--volume", `${dataFolder}:/var/lib/etcd`, ...tls],
    ["--entrypoint", "/usr/local/bin/etcd", `${etcd.repository}:v${etcd.version}`],
  ].flat();
  return unit(etcdUnit, {
    Unit: {
      Description: "etcd",
      Wants: "network-online.target",
      Requires: ["docker.service", ...Requires],
      After: ["network-online.target", "docker.service", ...After],
      ...mounts,
    },
    Service: {
      Type: "exec",
      ...(credentials && { Environment: { DOCKER_CONFIG: "/root/.docker" } }),
      ExecStartPre: exec({ ignoreFailure: true }, "/usr/bin/docker", "rm", "--force", "etcd-member"),
      ExecStart: exec("/usr/bin/docker", ...run),
      ExecStop: exec("/usr/bin/docker", "stop", "etcd-member"),
      Restart: "on-failure",
      RestartSec: 10,
      TimeoutStartSec: "infinity",
    },
    Install: { WantedBy: "multi-user.target" },
  });
}
