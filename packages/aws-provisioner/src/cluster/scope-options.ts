import { oneOf, textLike } from "@drydock/systemd/ground";
import { partitions } from "../aws/partition.ts";

/** A region by its name, in any partition. */
export const regionOption = textLike(/^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d$/, "a region's name, such as us-west-2");

/** An account by its id. */
export const accountOption = textLike(/^\d{12}$/, "a 12-digit account id");

/** A partition by its name in ARNs. */
export const partitionOption = oneOf(...partitions);
