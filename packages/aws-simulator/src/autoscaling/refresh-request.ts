import type {
  LaunchTemplateSpecification,
  RefreshPreferences,
  StartInstanceRefreshType,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import type { Moment } from "../state.ts";
import { checkTemplate } from "./group-settings.ts";
import type { GroupRecord } from "./records/group.ts";

/** Preferences that the simulated account refuses by name rather than ignores. */
const notModelled = ["AlarmSpecification", "BakeTime"];

/**
 * Checks what StartInstanceRefresh asks for, and answers the template that it wants, with both id and name.
 *
 * @throws AwsError - ValidationError.
 */
export function checkRefresh(
  moment: Moment,
  group: GroupRecord,
  { Strategy = "Rolling", Preferences = {}, DesiredConfiguration: configuration }: StartInstanceRefreshType,
): LaunchTemplateSpecification | undefined {
  if (Strategy !== "Rolling") throw validationError(`The simulated account does not model the strategy ${Strategy}`);
  const strange = notModelled.filter((name) => Reflect.get(Preferences, name) !== undefined);
  if (strange.length > 0)
    throw validationError(
      `The simulated account does not model these preferences of an instance refresh: ${strange.join(", ")}`,
    );
  if (configuration?.MixedInstancesPolicy !== undefined)
    throw validationError("The simulated account does not model mixed instances policies");
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = Preferences;
  if (max !== undefined && min === undefined)
    throw validationError("MinHealthyPercentage must be specified when MaxHealthyPercentage is specified.");
  if (max !== undefined && min !== undefined && max - min > 100)
    throw validationError(
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must not be greater than 100.",
    );
  checkCheckpoints(Preferences);
  const desired =
    configuration?.LaunchTemplate &&
    checkTemplate(moment, configuration.LaunchTemplate, { bySubnet: group.subnets.length > 0 });
  if (Preferences.AutoRollback === true) checkRollback(group, desired);
  return desired;
}

function checkCheckpoints({ CheckpointPercentages: shares, CheckpointDelay: delay }: RefreshPreferences): void {
  if (shares === undefined) {
    if (delay !== undefined)
      throw validationError("CheckpointPercentages must be specified when CheckpointDelay is specified.");
    return;
  }
  if (shares.some((share, index) => index > 0 && share <= (shares[index - 1] ?? 0)))
    throw validationError("CheckpointPercentages must be unique and in ascending order.");
  if (shares.at(-1) !== 100)
    throw validationError("The simulated account models checkpoints of which the last is at 100 percent");
}

// The words begin so in terraform-provider-aws issue 29830.
function checkRollback({ template }: GroupRecord, desired: LaunchTemplateSpecification | undefined): void {
  const refusal = "The AutoRollback parameter cannot be set to true when";
  if (desired === undefined) throw validationError(`${refusal} the DesiredConfiguration parameter is empty`);
  if ([desired, template].some(({ Version = "$Default" }) => !/^\d+$/.test(Version)))
    throw validationError(`${refusal} the launch template version is $Latest or $Default`);
}
