import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { constraints } from "./constraints.gen.ts";
import { invalid } from "./errors.ts";
import { describeParameters, getParametersByPath } from "./parameter-listing.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./parameter-tags.ts";
import { deleteParameter, deleteParameters, getParameter, getParameterHistory, getParameters } from "./parameter.ts";
import { putParameter } from "./put-parameter.ts";
import { ssmOf } from "./state.ts";

const handlers = checkedHandlers(
  { constraints, refuse: invalid, sensitive: ["Value"] },
  {
    PutParameter: putParameter,
    GetParameter: getParameter,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    GetParameterHistory: getParameterHistory,
    DescribeParameters: describeParameters,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    AddTagsToResource: addTagsToResource,
    RemoveTagsFromResource: removeTagsFromResource,
    ListTagsForResource: listTagsForResource,
  },
);

/** AWS Systems Manager: the parameter store, with the public parameters that name images. */
export const ssm: Service = {
  id: "SSM",
  handlers,
  inventory: (account) =>
    [...ssmOf(account).parameters.values()].map(({ name, tags, type, versions }) => ({
      service: "SSM",
      type: "parameter",
      id: name,
      tags: Object.fromEntries(tags),
      state: "available",
      attributes: { type, version: versions.at(-1)?.number },
    })),
};
