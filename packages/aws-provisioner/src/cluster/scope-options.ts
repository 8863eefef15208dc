import { oneOf, textLike } from "@drydock/systemd/ground";
import { partitions } from "../aws/partition.ts";

/** How the names of regions are written, in any partition. */
export const regionName = /^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d$/;

/** A region by its name. */
export const regionOption = textLike(regionName, "a region's name, such as us-west-2");

/** An account by its id. */
export const accountOption = textLike(/^\d{12}$/, "a 12-digit account id");

/** A partition by its name in ARNs. */
export const partitionOption = oneOf(...partitions);
