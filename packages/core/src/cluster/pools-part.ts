import * as z from "zod/mini";
import type { Part } from "../part.ts";
import type { Pool } from "./cluster-parts.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { machinesSchema } from "./machines.ts";
import { poolRules } from "./pool-rules.ts";
import { workersSchema } from "./workers.ts";

export const poolsPart: Part<Readonly<Record<string, Pool>>, ClusterReading> = {
  builder: "workers(...) or machines(...)",
  entry: z.discriminatedUnion("kind", [workersSchema, machinesSchema]),
  rules: (_, reading) => poolRules(reading),
};
