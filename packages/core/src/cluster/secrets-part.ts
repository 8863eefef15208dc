import type { Part } from "../part.ts";
import { secretSchema, type Secret } from "../secret.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { secretDesigns, type SecretDesign } from "./cluster-secrets.ts";
import { secretRules } from "./secret-rules.ts";

export const secretsPart: Part<Readonly<Record<string, Secret>>, ClusterReading, readonly SecretDesign[]> = {
  builder: "secret.text(...) and its like",
  entry: secretSchema,
  rules: (_, reading) => secretRules(reading),
  design: (_, reading) => secretDesigns(reading),
};
