import { pathProblem } from "./go-path.ts";
import type { Disk, Partition } from "../../spec/disk.ts";
import type { Rule } from "./rule.ts";

/** A disk: its device, and partitions that collide, overlap or share a label. */
export const diskRule: Rule<Disk> = ({ device, partitions = [] }, context) => {
  if (device === "") return context.error("disk device is required", "device");
  context.error(pathProblem(device), "device");
  const sameNumber = firstRepeat(partitions.map(({ number = 0 }) => (number === 0 ? undefined : number)));
  if (sameNumber !== undefined) context.error("partition numbers collide", "partitions", sameNumber);
  const overlap = overlapping(partitions);
  if (overlap !== undefined) context.error("partitions overlap", "partitions", overlap);
  if (context.engine === "2.14.0" && mixesZeroAndAbsence(partitions)) {
    context.error("shouldExist is false for a partition and other partition(s) has start or size 0", "partitions");
  }
  const sameLabel = firstRepeat(partitions.map(({ label }) => label));
  if (sameLabel !== undefined) context.error("cannot use the same partition label twice", "partitions", sameLabel);
};

function mixesZeroAndAbsence(partitions: readonly Partition[]): boolean {
  return (
    partitions.some(({ shouldExist }) => shouldExist === false) && partitions.some(({ number = 0 }) => number === 0)
  );
}

function firstRepeat(values: readonly (string | number | undefined)[]): number | undefined {
  const seen = new Set<string | number>();
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (seen.has(value)) return index;
    seen.add(value);
  }
  return undefined;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * The place of a partition into which another one, met earlier, reaches. Those without a fixed start lie
 * nowhere yet.
 */
function overlapping(partitions: readonly Partition[]): number | undefined {
  const extents = partitions.map(({ startMiB, sizeMiB }) => {
    if (startMiB === undefined || sizeMiB === undefined || startMiB === 0) return undefined;
    return { start: startMiB, end: sizeMiB === 0 ? startMiB : startMiB + sizeMiB - 1 };
  });
  const crowded = crowdedExtents(extents);
  for (const one of extents) {
    if (one === undefined || !crowded.has(one)) continue;
    const index = extents.findIndex((other) => other !== undefined && other !== one && overlap(one, other));
    if (index !== -1) return index;
  }
  return undefined;
}

function overlap(one: Extent, other: Extent): boolean {
  const startsWithin = one.start >= other.start && one.start <= other.end;
  const endsWithin = one.end >= other.start && one.end <= other.end;
  return startsWithin || endsWithin || (one.start < other.start && one.end > other.end);
}

/**
 * The extents that may overlap another one: found in one sweep, so that a hostile disk costs no quadratic
 * time.
 */
function crowdedExtents(extents: readonly (Extent | undefined)[]): ReadonlySet<Extent> {
  const crowded = new Set<Extent>();
  const low = ({ start, end }: Extent) => Math.min(start, end);
  const high = ({ start, end }: Extent) => Math.max(start, end);
  const sorted = extents.filter((extent) => extent !== undefined).sort((a, b) => low(a) - low(b));
  let highest: Extent | undefined;
  for (const extent of sorted) {
    if (highest !== undefined && low(extent) <= high(highest)) crowded.add(extent).add(highest);
    if (highest === undefined || high(extent) > high(highest)) highest = extent;
  }
  return crowded;
}

const guidForm = /^(?:[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12})?$/;

/** A partition: how it is told from others, its label and its GUIDs. */
export const partitionRule: Rule<Partition> = (partition, context) => {
  const { guid = "", label, number = 0, shouldExist, sizeMiB, startMiB, typeGuid = "" } = partition;
  const described =
    label !== undefined || typeGuid !== "" || guid !== "" || startMiB !== undefined || sizeMiB !== undefined;
  if (shouldExist === false && described) {
    context.error("shouldExist specified false with other options also specified");
  }
  if (number === 0 && label === undefined) {
    context.error("a partition number >= 1 or a label must be specified");
  }
  if (label !== undefined) context.error(labelProblem(label), "label");
  const wrongForm = `doesn't match the form "01234567-89AB-CDEF-EDCB-A98765432101"`;
  if (!guidForm.test(guid)) context.error(wrongForm, "guid");
  if (!guidForm.test(typeGuid)) context.error(wrongForm, "typeGuid");
};

function labelProblem(label: string): string | undefined {
  if (Buffer.byteLength(label) > 36) return "partition labels may not exceed 36 characters";
  return label.includes(":") ? "partition label will be truncated to text before the colon" : undefined;
}
