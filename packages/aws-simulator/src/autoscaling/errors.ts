import type { AwsError } from "../aws-error.ts";
import { modelledError } from "../request/modelled-error.ts";

/** `AlreadyExists`. */
export function alreadyExists(message: string): AwsError {
  return modelledError("AlreadyExistsFault", "AlreadyExists", message);
}

/** `ResourceInUse`. */
export function resourceInUse(message: string): AwsError {
  return modelledError("ResourceInUseFault", "ResourceInUse", message);
}

/** `ScalingActivityInProgress`. */
export function activityInProgress(message: string): AwsError {
  return modelledError("ScalingActivityInProgressFault", "ScalingActivityInProgress", message);
}

/** `LimitExceeded`. */
export function limitExceeded(message: string): AwsError {
  return modelledError("LimitExceededFault", "LimitExceeded", message);
}

/** `InstanceRefreshInProgress`. */
export function refreshInProgress(message: string): AwsError {
  return modelledError("InstanceRefreshInProgressFault", "InstanceRefreshInProgress", message);
}

/** `ActiveInstanceRefreshNotFound`. */
export function noActiveRefresh(): AwsError {
  return modelledError(
    "ActiveInstanceRefreshNotFoundFault",
    "ActiveInstanceRefreshNotFound",
    "No in progress or pending Instance Refresh found for Auto Scaling group.",
  );
}

/** `IrreversibleInstanceRefresh`. */
export function irreversible(message: string): AwsError {
  return modelledError("IrreversibleInstanceRefreshFault", "IrreversibleInstanceRefresh", message);
}
