import type { VolumeModification } from "@aws-sdk/client-ec2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { type Deed, hindrance } from "../aws/deed.ts";
import { inParts } from "../aws/in-parts.ts";
import { items } from "../aws/pages.ts";

/** Fields that ModifyVolume writes. */
const modified: readonly string[] = ["size", "type"];

/**
 * Which volumes that are to be modified are still being so: AWS begins no other change before that is
 * completed (EC2 API reference, ModifyVolume). One call for as many as a filter takes. AWS allows but four
 * changes in 24 hours, too, and its listing tells of the last alone.
 */
export async function modificationProblems(
  { clients: { ec2 }, request }: Look,
  deeds: readonly Deed[],
): Promise<Diagnostic[]> {
  const changing = deeds.filter(
    ({ step }) => step.action === "update" && step.changes.some(({ field }) => modified.includes(field)),
  );
  if (changing.length === 0) return [];
  // By ids it is an error to ask for one that was never modified.
  const ids = changing.flatMap(({ step }) => step.target ?? []);
  const listings = inParts(ids).map((Values) =>
    items(
      (NextToken) => ec2.describeVolumesModifications({ Filters: [{ Name: "volume-id", Values }], NextToken }, request),
      ({ VolumesModifications }) => VolumesModifications,
    ),
  );
  const found = (await Promise.all(listings)).flat();
  return changing.flatMap(({ step }) => {
    const underWay = found.find(
      ({ VolumeId, ModificationState }) => VolumeId === step.target && isUnderWay(ModificationState),
    );
    if (underWay === undefined) return [];
    return hindrance(step, {
      message: `the volume ${step.target} is still being modified: ${progress(underWay)}`,
      remedy: `AWS takes the next change when that is completed, which takes minutes to hours and can be looked at by: aws ec2 describe-volumes-modifications --volume-ids ${step.target}. Plan again then, or take this change back until then.`,
      rule: "volume-being-modified",
    });
  });
}

function isUnderWay(state: VolumeModification["ModificationState"]): boolean {
  return state === "modifying" || state === "optimizing";
}

function progress({ ModificationState, Progress, StartTime }: VolumeModification): string {
  const percent = Progress === undefined ? "" : `, ${Progress} percent done`;
  const since = StartTime === undefined ? "" : `, begun at ${StartTime.toISOString()}`;
  return `${ModificationState}${percent}${since}`;
}
