import type { ScalarTag, Tags } from "yaml";

/** PyYAML's booleans: YAML 1.1's without the single letters `y` and `n`. */
const booleans: ScalarTag[] = [
  { tag: "tag:yaml.org,2002:bool", default: true, identify: (value) => value === true, test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/, resolve: () => true },
  { tag: "tag:yaml.org,2002:bool", default: true, identify: (value) => value === false, test: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/, resolve: () => false },
];

/** PyYAML's floats need a dot; `1e3` is a string to it. */
const exponent = /^[-+]?(?:[0-9][0-9_]*)?\.[0-9.]*[eE][-+][0-9]+$/;

/** The YAML 1.1 tags with the departures of PyYAML, cloud-init's parser. */
export function pythonTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:bool");
  return [...booleans, ...kept.map((tag) => (typeof tag !== "string" && tag.collection === undefined ? pythonScalar(tag) : tag))];
}

function pythonScalar(tag: ScalarTag): ScalarTag {
  return tag.tag === "tag:yaml.org,2002:float" && tag.format === "EXP" ? { ...tag, test: exponent } : tag;
}
