import type { ScalarTag, Tags } from "yaml";

/** PyYAML's booleans: YAML 1.1's without the single letters `y` and `n`. */
const booleans: ScalarTag[] = [
  {
    tag: "tag:yaml.org,2002:bool",
    default: true,
    identify: (value) => value === true,
    test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
    resolve: () => true,
  },
  {
    tag: "tag:yaml.org,2002:bool",
    default: true,
    identify: (value) => value === false,
    test: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
    resolve: () => false,
  },
];

/**
 * How PyYAML tells numbers, by the tag and format of the YAML 1.1 schema: `08` and `1e3` are strings to it,
 * and so is a lone dot.
 */
const numbers: Readonly<Record<string, RegExp>> = {
  "tag:yaml.org,2002:int": /^[-+]?(?:0|[1-9][0-9_]*)$/,
  "tag:yaml.org,2002:float": /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)$/,
  "tag:yaml.org,2002:float EXP": /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)[eE][-+][0-9]+$/,
};

/** The YAML 1.1 tags with the departures of PyYAML, cloud-init's parser. */
export function pythonTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:bool");
  return [
    ...booleans,
    ...kept.map((tag) => (typeof tag !== "string" && tag.collection === undefined ? pythonScalar(tag) : tag)),
  ];
}

function pythonScalar(tag: ScalarTag): ScalarTag {
  const test = numbers[tag.format === undefined ? tag.tag : `${tag.tag} ${tag.format}`];
  const isSpecial = tag.test?.test(".inf") === true;
  return test === undefined || isSpecial ? tag : { ...tag, test };
}
