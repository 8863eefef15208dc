import { nameInCluster } from "../src/kinds/balancing.ts";
import { bucketName } from "../src/kinds/bucket.ts";
import { iamPath } from "../src/kinds/identity-details.ts";
import { templateName } from "../src/kinds/launch-template.ts";
import type { ObservedResource } from "../src/engine/observed.ts";
import type { Meaning } from "../src/engine/provider.ts";
import type { KindName } from "../src/kinds/registry.ts";
import type { KindTrial } from "./kind-account.ts";
import { sha256 } from "./sha256.ts";

export type Props = Record<string, unknown>;

/** What a case may stand on; each thing is made when it is first asked for. */
export class Ground {
  readonly #made = new Map<string, Promise<ObservedResource>>();

  constructor(readonly trial: KindTrial) {}

  get zone(): string {
    return `${this.trial.account.region}a`;
  }

  async id(kind: KindName, name: string, props: () => Promise<Props> | Props): Promise<string> {
    return (await this.found(kind, name, props)).id;
  }

  found(kind: KindName, name: string, props: () => Promise<Props> | Props): Promise<ObservedResource> {
    const key = `${kind}/${name}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = (async () => this.trial.stand(kind, name, await props()))();
    this.#made.set(key, made);
    return made;
  }

  /** What has been made for it, as it stands, without one that stands on it. */
  async standing(without: ObservedResource): Promise<ObservedResource[]> {
    const made = await Promise.all(this.#made.values());
    return made.filter(({ address }) => address !== without.address);
  }

  /** A name of the account's own namespace: balancers are found by their beginning. */
  named(name: string): string {
    return `${this.trial.cluster}-${name}`;
  }

  vpc(name = "ground"): Promise<string> {
    return this.id("vpc", name, () => ({ cidr: "10.20.0.0/16", dnsSupport: true, dnsHostnames: true }));
  }

  subnet(index: number): Promise<string> {
    const zone = `${this.trial.account.region}${"abc"[index - 1]}`;
    return this.id("subnet", `ground-${index}`, async () => ({
      vpcId: await this.vpc(),
      cidr: `10.20.${index}.0/24`,
      zone,
    }));
  }

  async openSubnet(): Promise<string> {
    const vpcId = await this.vpc();
    await this.id("internet-gateway", "ground", () => ({ vpcId }));
    return this.subnet(1);
  }

  group(name: string): Promise<string> {
    return this.id("security-group", name, async () => ({
      vpcId: await this.vpc(),
      groupName: this.named(name),
      description: name,
    }));
  }

  path(): string {
    return iamPath({ region: this.trial.account.region, cluster: this.trial.cluster });
  }

  role(name: string): Promise<string> {
    return this.id("role", name, () => ({ roleName: this.named(name), path: this.path(), policies: {}, managed: [] }));
  }

  profile(name: string): Promise<string> {
    const props = async () => ({ profileName: this.named(name), path: this.path(), roleName: await this.role(name) });
    return this.id("instance-profile", name, props);
  }

  machine(name: string): Promise<string> {
    return this.id("instance", name, async () => ({
      imageId: this.trial.account.image.id,
      instanceType: "t3.small",
      subnetId: await this.subnet(1),
      securityGroupIds: [await this.group("ground")],
      profileName: await this.profile("ground"),
      userData: base64("{}"),
      userDataHash: sha256(base64("{}")),
      rootDevice: this.trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      instanceTags: {},
    }));
  }

  async template(name: string): Promise<ObservedResource> {
    return this.found("launch-template", name, async () => this.templateProps(name, await this.group("ground")));
  }

  async templateProps(name: string, group: string): Promise<Props> {
    return {
      templateName: templateName(this.trial.cluster, name),
      imageId: this.trial.account.image.id,
      instanceType: "t3.small",
      userData: base64("{}"),
      profileName: await this.profile("ground"),
      securityGroupIds: [group],
      publicAddress: false,
      rootDevice: this.trial.account.image.rootDevice,
      rootVolume: 20,
      metadataHops: 1,
      instanceTags: {},
    };
  }

  targetGroup(name: string): Promise<string> {
    return this.id("target-group", name, async () => ({ ...(await this.targetProps(name)) }));
  }

  async targetProps(name: string): Promise<Props> {
    const own = { groupName: this.named(name), vpcId: await this.vpc(), protocol: "TCP", port: 80 };
    return { ...own, health: tcpHealth, listed: false };
  }

  balancer(name: string): Promise<string> {
    return this.id("load-balancer", name, async () => ({
      balancerName: this.named(name),
      type: "network",
      scheme: "internal",
      subnetIds: [await this.subnet(1)],
      securityGroupIds: [await this.group("ground")],
    }));
  }

  /** A group of no machines that registers them in those target groups. */
  async scalingGroup(targetGroupArns: readonly string[] = []): Promise<string> {
    const groupName = await this.#emptyGroup();
    for (const targetGroupArn of targetGroupArns) {
      const [, target = ""] = targetGroupArn.split("/");
      await this.id("attachment", `${nameInCluster(this.trial.cluster, target)}/ground`, () => ({
        groupName,
        targetGroupArn,
      }));
    }
    return groupName;
  }

  #emptyGroup(): Promise<string> {
    return this.id("auto-scaling-group", "ground", async () => {
      const { id, outputs } = await this.template("ground");
      return {
        groupName: this.named("scaled"),
        templateId: id,
        templateVersion: outputs["version"],
        min: 0,
        max: 4,
        start: { desired: 0 },
        subnetIds: [await this.subnet(1)],
        healthCheck: "EC2",
        grace: 60,
        instanceTags: {},
      };
    });
  }

  zoneOf(name: string): Promise<string> {
    return this.id("hosted-zone", name, async () => ({ zoneName: `${name}.internal`, vpcIds: [await this.vpc()] }));
  }

  bucket(name: string): Promise<string> {
    return this.id("bucket", name, () => this.bucketProps(name));
  }

  bucketProps(name: string): Props {
    const { account } = this.trial.account;
    return {
      bucketName: bucketName(account, this.trial.cluster, name),
      versioning: false,
      encryption: true,
      publicAccessBlocked: true,
    };
  }
}

export const tcpHealth = {
  protocol: "TCP",
  port: 80,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  timeout: 10,
  interval: 30,
};

export const httpHealth = { ...tcpHealth, protocol: "HTTP", path: "/" };

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function secretProps(secretName: string): Props {
  return { secretName, version: 1, source: { kind: "generated", length: 20 } };
}

/** What the kinds of secrets are allowed to do beyond what their lives come to. */
/** What Secrets Manager answers of a secret that waits for its deletion, and of another refusal. */
export const secretAnswers: readonly (readonly [code: string, message: string, meaning: Meaning])[] = [
  ...["marked for deletion", "marked deleted", "scheduled for deletion", "Scheduled For Deletion"].map(
    (words) => ["InvalidRequestException", `this secret was ${words}.`, "not-found"] as const,
  ),
  ["InvalidRequestException", "You can't do this", "other"],
];

export const secretUnsaid = {
  "create TagResource": "AWS checks it where a create brings tags",
  "create RestoreSecret": "a secret of that name waits for its deletion",
  "create PutSecretValue": "the same, where it does not keep its value",
  "create UntagResource": "the same",
  "create GetSecretValue": "a value that is made from others, such as a certificate, reads its authority",
  "update GetSecretValue": "the same",
};
