import type { Onlookers, Standing } from "./standing.ts";

interface Bearing {
  readonly id: string;
  readonly tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

/** The ids of what stands in an account and bears an address of Drydock's, by that address. */
export async function addresses(clients: Onlookers, standing: Standing): Promise<Record<string, string[]>> {
  const living = new Set(Object.values(standing).flat());
  const found: Record<string, string[]> = {};
  for (const { id, tags = [] } of await bearings(clients, standing)) {
    const address = tags.find(({ Key }) => Key === "drydock:address")?.Value;
    if (address !== undefined && living.has(id)) (found[address] ??= []).push(id);
  }
  return found;
}

async function bearings(clients: Onlookers, standing: Standing): Promise<Bearing[]> {
  const { ec2, scaling, balancing, iam, dns, secrets, parameters } = clients;
  const of = (kind: string, tagsOf: (id: string) => Promise<Bearing["tags"]>) =>
    Promise.all((standing[kind] ?? []).map(async (id) => ({ id, tags: await tagsOf(id) })));
  const ofBalancing = async (id: string) =>
    (await balancing.describeTags({ ResourceArns: [id] })).TagDescriptions?.flatMap(({ Tags = [] }) => Tags);
  const Filters = [{ Name: "key", Values: ["drydock:address"] }];
  const [{ Tags: ofEc2 = [] }, { Tags: ofScaling = [] }, { SecretList = [] }, { HostedZones = [] }, ...others] =
    await Promise.all([
      ec2.describeTags({ Filters }),
      scaling.describeTags({ Filters }),
      secrets.listSecrets({}),
      dns.listHostedZones({}),
      of("balancers", ofBalancing),
      of("targets", ofBalancing),
      of("listeners", ofBalancing),
      of("roles", async (RoleName) => (await iam.listRoleTags({ RoleName })).Tags),
      of(
        "profiles",
        async (InstanceProfileName) => (await iam.getInstanceProfile({ InstanceProfileName })).InstanceProfile?.Tags,
      ),
      of("parameters", async (ResourceId) => {
        const { TagList } = await parameters.listTagsForResource({ ResourceType: "Parameter", ResourceId });
        return TagList;
      }),
    ]);
  return [
    ...[...ofEc2, ...ofScaling].map(({ ResourceId: id = "", ...tag }) => ({ id, tags: [tag] })),
    ...SecretList.map(({ ARN: id = "", Tags: tags }) => ({ id, tags })),
    // A zone's comment is given in the call that makes it, as no tag of one is.
    ...HostedZones.map(({ Id: id = "", Config }) => {
      return { id, tags: [{ Key: "drydock:address", Value: Config?.Comment?.split(":")[2] }] };
    }),
    ...others.flat(),
  ];
}
