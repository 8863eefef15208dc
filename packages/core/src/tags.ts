import * as z from "zod/mini";
import { quote, type Finding } from "./finding.ts";
import type { Part } from "./part.ts";
import { recordOf } from "./record-of.ts";

/** Values of tags by key. */
type Tags = Readonly<Record<string, string>>;

const keyRemedy = "Use 1 to 128 letters, digits and +-=._:@, which the metadata service can show to nodes.";

/** Tags by key. */
export const tagsSchema = recordOf(z.string(), {
  what: "key of a tag",
  remedy: keyRemedy,
  rule: "tag-key",
});

/** Tags of all resources. */
export const tagsPart: Part<Tags, unknown, Tags> = {
  schema: tagsSchema,
  rules: (tags = {}) => tagRules(tags, "tags"),
  design: (tags = {}) => tags,
};

// Source: EC2 user guide, "Work with instance tags in instance metadata": no blanks and no slash in keys, or
// instances do not launch.
const keyForm = /^[A-Za-z0-9+=.,_:@-]{1,128}$/;

/** How many fit beside Drydock's own on a resource, which takes 50. */
const most = 30;

/** Tags of all resources and metadata of a role, which stand on an instance together. */
export function* sharedTagRules(tags: Tags, metadata: Tags, path: string): Iterable<Finding> {
  const [all, own] = [Object.keys({ ...tags, ...metadata }).length, Object.keys(metadata).length];
  // Of too many in one of the two its own rule speaks.
  if (all <= most || own > most || Object.keys(tags).length > most) return;
  yield {
    path,
    message: `${own} facts and the tags of the blueprint are ${all} tags of an instance, more than fit beside Drydock's own: AWS takes 50`,
    remedy: `Give ${most} or fewer, both together.`,
    rule: "tag-count",
  };
}

/**
 * What more holds of the tags of all resources where nodes have roles: IAM takes no comma, as load balancers
 * take none (IAM API reference, "Tag"; Elastic Load Balancing API reference, "Tag"), and tells no keys of a
 * role apart by their case (IAM user guide, "Tags for IAM resources"), `Name` among them.
 */
export function* roleTagRules(tags: Tags): Iterable<Finding> {
  const seen = new Map([["name", "Name"]]);
  for (const [key, value] of Object.entries(tags)) {
    const at = `tags.${key}`;
    const other = seen.get(key.toLowerCase());
    if (other !== undefined && other !== key) {
      yield {
        path: at,
        message: `IAM does not tell the keys ${quote(key)} and ${quote(other)} apart${other === "Name" ? ", which Drydock gives every resource" : ""}`,
        remedy: "Choose a key that differs by more than its case.",
        rule: "tag-case",
      };
    }
    seen.set(key.toLowerCase(), other ?? key);
    const comma = [key.includes(",") && "key", value.includes(",") && "value"].filter((one) => one !== false);
    if (comma.length > 0) {
      yield {
        path: at,
        message: `the ${comma.join(" and the ")} of the tag ${quote(key)} has a comma, which roles and load balancers do not take`,
        remedy: "Use another of blanks and _.:/=+@- in its place; a key takes no blank and no slash.",
        rule: "tag-comma",
      };
    }
  }
}

/**
 * Tags of all resources, or metadata of a role, which becomes tags that nodes read at the metadata service.
 */
export function* tagRules(tags: Tags, path: string): Iterable<Finding> {
  const entries = Object.entries(tags);
  if (entries.length > most) {
    yield {
      path,
      message: `${entries.length} tags are more than fit beside Drydock's own: AWS takes 50`,
      remedy: `Give ${most} or fewer.`,
      rule: "tag-count",
    };
  }
  for (const [key, value] of entries) {
    const at = `${path}.${key}`;
    if (/^(aws|drydock):/i.test(key) || key === "Name") {
      yield {
        path: at,
        message: `the key ${quote(key)} is not free: ${key === "Name" ? "Drydock gives every resource its name" : "its prefix is reserved"}`,
        remedy: "Choose another key.",
        rule: "tag-reserved",
      };
    } else if (!keyForm.test(key) || key === "." || key === ".." || key === "_index") {
      yield {
        path: at,
        message: `${quote(key)} is no key of a tag here`,
        remedy: keyRemedy,
        rule: "tag-key",
      };
    }
    if (!/^[\p{L}\p{N}\p{Z} _.:/=+@,-]{0,256}$/u.test(value)) {
      yield {
        path: at,
        message: `the value of ${quote(key)} has characters that tags do not take, or more than 256`,
        remedy: "Use letters, digits, blanks and _.:/=+@-.",
        rule: "tag-value",
      };
    }
  }
}
