import type { Part } from "../part.ts";
import { addressRules } from "./address-rules.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { etcdRules } from "./etcd-rules.ts";
import { etcdSchema, type Etcd } from "./etcd.ts";

export const etcdPart: Part<Etcd, ClusterReading> = {
  builder: "etcd(...)",
  schema: etcdSchema,
  // Addresses of members and of machines together: none may be given twice.
  rules: (_, reading) => [...addressRules(reading), ...etcdRules(reading)],
};
