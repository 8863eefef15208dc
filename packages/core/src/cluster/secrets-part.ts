import type { Part } from "../part.ts";
import { secretSchema, type Secret } from "../secret.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { secretDesigns, type SecretDesign } from "./cluster-secrets.ts";
import { secretRules } from "./secret-rules.ts";

export const secretsPart: Part<Readonly<Record<string, Secret>>, ClusterReading, readonly SecretDesign[]> = {
  builder: "secret.text(...) and its like",
  entry: secretSchema,
  written: new Map([
    ["source.variable", "fromEnv"],
    ["source.path", "fromFile"],
    ["source.length", "length"],
    ["source.arn", "arn"],
  ]),
  rules: (_, reading) => secretRules(reading),
  design: (_, reading) => secretDesigns(reading),
};
