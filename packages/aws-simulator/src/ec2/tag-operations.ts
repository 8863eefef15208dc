import type { EC2, ResourceType } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Operations } from "../resource.ts";
import type { Moment } from "../state.ts";
import { filtered } from "./filters.ts";
import { type Kind, kinds } from "./kinds.ts";
import { pageOf } from "./listing.ts";
import { type Ec2Record, isSeen, lookUp } from "./record.ts";
import { required, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { ec2State } from "./state.ts";
import { checkTags } from "./tags.ts";

type Entry = readonly [Kind, ReadonlyMap<string, Ec2Record>];

function tablesOf({ account }: Moment): readonly Entry[] {
  const state = account.of(ec2State);
  return [
    [kinds.vpc, state.vpcs],
    [kinds.subnet, state.subnets],
    [kinds.internetGateway, state.internetGateways],
    [kinds.address, state.addresses],
    [kinds.natGateway, state.natGateways],
    [kinds.routeTable, state.routeTables],
    [kinds.networkAcl, state.networkAcls],
    [kinds.vpcEndpoint, state.vpcEndpoints],
    [kinds.securityGroup, state.securityGroups],
    [kinds.securityGroupRule, state.securityGroupRules],
    [kinds.networkInterface, state.networkInterfaces],
    [kinds.volume, state.volumes],
    [kinds.launchTemplate, state.launchTemplates],
    [kinds.instance, state.instances],
  ];
}

/** The operations on the tags of whatever is named by its id. */
export function tagOperations(resources: readonly Ec2Resource[]): Operations<EC2> {
  function everything(moment: Moment): readonly Entry[] {
    return [...tablesOf(moment), ...resources.map(({ table }): Entry => [table, moment.account.of(table)])];
  }

  function taggedBy(moment: Moment, id: string): Ec2Record {
    const entry = everything(moment).find(([{ prefix }]) => id.startsWith(`${prefix}-`));
    if (entry === undefined) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
    return lookUp(moment, entry[1], entry[0], id);
  }

  return {
    /** CreateTags: adds to or overwrites the tags of up to 1000 resources, all or none. */
    CreateTags(call) {
      const { input } = call;
      const resources = required(input, "Resources").map((id) => taggedBy(call, id));
      const tags = required(input, "Tags");
      checkTags(tags);
      for (const resource of resources) {
        const own = [...resource.tags.keys()].filter((key) => !key.startsWith("aws:"));
        if (new Set([...own, ...tags.map(({ Key = "" }) => Key)]).size > 50) {
          throw new AwsError("TagLimitExceeded", `The maximum number of tags (50) of ${resource.id} is exceeded.`);
        }
      }
      stopIfDryRun(input);
      for (const resource of resources) for (const { Key = "", Value = "" } of tags) resource.tags.set(Key, Value);
      return {};
    },

    /** DeleteTags: a key alone goes whatever its value; with a value, only when it is that one; without tags, all go. */
    DeleteTags(call) {
      const { input } = call;
      const resources = required(input, "Resources").map((id) => taggedBy(call, id));
      stopIfDryRun(input);
      for (const { tags } of resources) {
        const doomed: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] =
          input.Tags ?? [...tags.keys()].filter((key) => !key.startsWith("aws:")).map((Key) => ({ Key }));
        for (const { Key = "", Value } of doomed) {
          if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
        }
      }
      return {};
    },

    /** DescribeTags: one row for each tag of each resource. */
    DescribeTags(call) {
      const { input } = call;
      stopIfDryRun(input);
      const all = everything(call).flatMap(([{ type }, records]) =>
        [...records.values()]
          .filter((record) => isSeen(record, call))
          .flatMap(({ id, tags }) =>
            [...tags].map(([key, value]) => ({ id, type, key, value, tags: new Map([[key, value]]) })),
          ),
      );
      const chosen = filtered(all, input.Filters, {
        key: ({ key }) => key,
        value: ({ value }) => value,
        "resource-id": ({ id }) => id,
        "resource-type": ({ type }) => type,
      });
      const { rows, NextToken } = pageOf(chosen, ({ id, key }) => `${id} ${key}`, input);
      return {
        Tags: rows.map(({ id, type, key, value }) => ({
          ResourceId: id,
          // A table's type is the word that EC2 has for it.
          ResourceType: type as ResourceType,
          Key: key,
          Value: value,
        })),
        NextToken,
      };
    },
  };
}
