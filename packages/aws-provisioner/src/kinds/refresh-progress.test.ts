import type { InstanceRefreshStatus } from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { readRollout } from "./refresh-progress.ts";

const launched = (version: string) => ({
  LifecycleState: "InService" as const,
  LaunchTemplate: { LaunchTemplateId: "lt-1", Version: version },
});

it.each<[InstanceRefreshStatus, readonly string[], string | undefined]>([
  ["InProgress", ["1", "2"], undefined],
  ["RollbackSuccessful", ["1", "1"], "runs again what it ran before"],
  ["Cancelled", ["1", "1"], "runs what it ran before"],
  ["Failed", ["2", "1", "1"], "is left between two versions, as 1 of its 3 machines is of version 2"],
  ["Cancelled", ["2", "2", "1"], "is left between two versions, as 2 of its 3 machines are of version 2"],
  ["RollbackFailed", ["1", "2"], "is left between two versions, as 1 of its 2 machines is of version 2"],
])("a refresh to version 2 that is %s leaves machines of %j so: %s", (Status, versions, outcome) => {
  const refresh = {
    InstanceRefreshId: "r",
    Status,
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: "lt-1", Version: "2" } },
  };
  const Instances = versions.map(launched) as Parameters<typeof readRollout>[0]["Instances"];
  expect(readRollout({ refresh, Instances })?.outcome).toBe(outcome);
});
