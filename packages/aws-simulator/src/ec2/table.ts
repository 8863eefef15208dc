import { table, type Table } from "../resource.ts";
import type { Kind } from "./kinds.ts";
import type { Ec2Record } from "./record.ts";

/** The records of one EC2 resource by id, with how EC2 names it and refuses its ids. */
export interface Ec2Table<R extends Ec2Record> extends Table<R>, Kind {}

/** Makes the table of a resource; its codes are from the error-code reference of the EC2 API. */
export function ec2Table<R extends Ec2Record>(facts: Kind): Ec2Table<R> {
  return { ...facts, ...table<R>(`ec2/${facts.type}`) };
}
