import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../test/broken-rules.ts";
import { faultsOf } from "../test/faults-of.ts";

function tags(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}

it.each([
  [30, []],
  [31, ["tag-count at tags", "tag-count at pools.web.metadata"]],
])("%i of them", (count, broken) => {
  expect(brokenRules(ofPool({ metadata: tags(count) }, { tags: tags(count) }))).toEqual(broken);
});

it.each([
  ["team", []],
  ["a+b=c.d_e:f@g-h", []],
  ["a,b", ["tag-comma"]],
  ["a".repeat(128), []],
  ["a".repeat(129), ["tag-key"]],
  ["", ["tag-key"]],
  ["a key", ["tag-key"]],
  ["a/b", ["tag-key"]],
  ["/ab", ["tag-key"]],
  ["ab/", ["tag-key"]],
  [".", ["tag-key"]],
  ["..", ["tag-key"]],
  ["...", []],
  ["_index", ["tag-key"]],
  ["aws:team", ["tag-reserved"]],
  ["AWS:team", ["tag-reserved"]],
  ["drydock:team", ["tag-reserved"]],
  ["my-aws:team", []],
  ["awsome", []],
  ["Name", ["tag-reserved"]],
  ["name", ["tag-case"]],
  ["named", []],
])("of the key %j", (key, broken) => {
  const rules = broken.map((rule) => `${rule} at tags.${key}`);
  expect(brokenRules(ofPool({}, { tags: { [key]: "value" } }))).toEqual(rules);
});

it.each([
  ["", []],
  ["a".repeat(256), []],
  ["a".repeat(257), ["tag-value at tags.key"]],
  ["Zoë 1_.:/=+@-", []],
  ["a, b", ["tag-comma at tags.key"]],
  ["a\nb", ["tag-value at tags.key"]],
  ["<ab", ["tag-value at tags.key"]],
  ["ab>", ["tag-value at tags.key"]],
])("of the value %j", (value, broken) => {
  expect(brokenRules(ofPool({}, { tags: { key: value } }))).toEqual(broken);
});

it("of keys that differ by their case alone", () => {
  expect(brokenRules(ofPool({}, { tags: { Team: "a", team: "b", TEAM: "c", teams: "d" } }))).toEqual([
    "tag-case at tags.team",
    "tag-case at tags.TEAM",
  ]);
});

it("of a network alone, which EC2 takes", () => {
  const tags = { name: "a", "b,c": "d,e", Team: "a", team: "b" };
  expect(brokenRules(ofPool({}, { pools: {}, tags }))).toEqual([]);
});

it("of facts, which machines alone bear", () => {
  expect(brokenRules(ofPool({ metadata: { name: "a", "b,c": "d,e" } }))).toEqual([]);
});

const lost = JSON.parse('{"__proto__":"x","team":"a"}') as Record<string, string>;

/** Tags by keys that begin alike. */
function numbered(prefix: string, count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "x"]));
}

it.each([
  [15, 15, "m", []],
  [15, 16, "m", ["tag-count at pools.web.metadata"]],
  [30, 1, "m", ["tag-count at pools.web.metadata"]],
  [30, 30, "t", []],
  [31, 1, "m", ["tag-count at tags"]],
  [1, 31, "m", ["tag-count at pools.web.metadata"]],
])("%i tags and %i facts named %s together: %j", (tags, facts, prefix, broken) => {
  const given = ofPool({ metadata: numbered(prefix, facts) }, { tags: numbered("t", tags) });
  expect(brokenRules(given)).toEqual(broken);
});

faultsOf([
  [
    "keys that a record would lose",
    ofPool({ metadata: lost }, { tags: { ...lost, [Symbol("mine")]: "y" } }),
    `error at fleet.pools.web.metadata.__proto__: "__proto__" is no key of a tag here [tag-key]
       Use 1 to 128 letters, digits and +-=._:@, which the metadata service can show to nodes.
     error at fleet.tags.__proto__: "__proto__" is no key of a tag here [tag-key]
       Use 1 to 128 letters, digits and +-=._:@, which the metadata service can show to nodes.
     error at fleet.tags.Symbol(mine): Symbol(mine) is no key of a tag here [tag-key]
       Use 1 to 128 letters, digits and +-=._:@, which the metadata service can show to nodes.`,
  ],
  [
    "metadata that the metadata service does not take",
    ofPool({
      metadata: { "a key": "x", "drydock:role": "y", Name: "z" },
    }),
    `error at fleet.pools.web.metadata.a key: "a key" is no key of a tag here [tag-key]
       Use 1 to 128 letters, digits and +-=._:@, which the metadata service can show to nodes.
     error at fleet.pools.web.metadata.drydock:role: the key "drydock:role" is not free: its prefix is reserved [tag-reserved]
       Choose another key.
     error at fleet.pools.web.metadata.Name: the key "Name" is not free: Drydock gives every resource its name [tag-reserved]
       Choose another key.`,
  ],
  [
    "more tags than fit, and a value that none takes",
    ofPool({}, { tags: { ...tags(30), team: "a\nb" } }),
    `error at fleet.tags: 31 tags are more than fit beside Drydock's own: AWS takes 50 [tag-count]
       Give 30 or fewer.
     error at fleet.tags.team: the value of "team" has characters that tags do not take, or more than 256 [tag-value]
       Use letters, digits, blanks and _.:/=+@-.`,
  ],
  [
    "tags that roles do not take",
    ofPool({}, { tags: { name: "a", team: "b, c", Team: "d" } }),
    `error at fleet.tags.name: IAM does not tell the keys "name" and "Name" apart, which Drydock gives every resource [tag-case]
       Choose a key that differs by more than its case.
     error at fleet.tags.team: the value of the tag "team" has a comma, which roles and load balancers do not take [tag-comma]
       Use another of blanks and _.:/=+@- in its place; a key takes no blank and no slash.
     error at fleet.tags.Team: IAM does not tell the keys "Team" and "team" apart [tag-case]
       Choose a key that differs by more than its case.`,
  ],
  [
    "tags and metadata that are too many together",
    ofPool({ metadata: numbered("m", 16) }, { tags: numbered("t", 15) }),
    `error at fleet.pools.web.metadata: 16 facts and the tags of the blueprint are 31 tags of an instance, more than fit beside Drydock's own: AWS takes 50 [tag-count]
       Give 30 or fewer, both together.`,
  ],
]);
