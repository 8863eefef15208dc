import type {
  CreateTagsCommandInput,
  CreateTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { filtered } from "./filters.ts";
import { type Kind, kinds } from "./kinds.ts";
import { pageOf } from "./listing.ts";
import { required, stopIfDryRun } from "./refuse.ts";
import { isSeen, lookUp, type Resource } from "./resource.ts";
import { ec2State } from "./state.ts";
import { checkTags } from "./tags.ts";

function tablesOf({ account }: Moment): readonly (readonly [Kind, ReadonlyMap<string, Resource>])[] {
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
    [kinds.keyPair, state.keyPairs],
    [kinds.launchTemplate, state.launchTemplates],
    [kinds.instance, state.instances],
  ];
}

function taggedBy(moment: Moment, id: string): Resource {
  const entry = tablesOf(moment).find(([{ prefix }]) => id.startsWith(`${prefix}-`));
  if (entry === undefined) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
  return lookUp(moment, entry[1], entry[0], id);
}

/** CreateTags: adds to or overwrites the tags of up to 1000 resources, all or none. */
export const createTags: Handler<CreateTagsCommandInput, CreateTagsCommandOutput> = (call) => {
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
};

/** DeleteTags: a key alone goes whatever its value; with a value, only when it is that one; without tags, all go. */
export const deleteTags: Handler<DeleteTagsCommandInput, DeleteTagsCommandOutput> = (call) => {
  const { input } = call;
  const resources = required(input, "Resources").map((id) => taggedBy(call, id));
  stopIfDryRun(input);
  for (const { tags } of resources) {
    const doomed = input.Tags ?? [...tags.keys()].filter((key) => !key.startsWith("aws:")).map((Key) => ({ Key }));
    for (const { Key = "", Value } of doomed as { Key?: string; Value?: string }[]) {
      if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
    }
  }
  return {};
};

export const describeTags: Handler<DescribeTagsCommandInput, DescribeTagsCommandOutput> = (call) => {
  const { input } = call;
  stopIfDryRun(input);
  const all = tablesOf(call).flatMap(([{ type }, table]) =>
    [...table.values()]
      .filter((resource) => isSeen(resource, call))
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
      ResourceType: type as ResourceType,
      Key: key,
      Value: value,
    })),
    NextToken,
  };
};
