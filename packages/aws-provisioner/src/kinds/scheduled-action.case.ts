import type { KindCase } from "../../test/kind-case.ts";
import { whatScales } from "./name-within.ts";
import { ScheduledAction } from "./scheduled-action.ts";

const answers: KindCase["answers"] = [
  ["AlreadyExistsFault", "An action is already scheduled at that time", "still-in-use"],
  ["ValidationError", "Scheduled action name not found", "not-found"],
  ["ValidationError", "Given start time is in the past", "other"],
];

export const cases: readonly KindCase[] = [
  {
    kind: ScheduledAction,
    answers,
    name: "ground/morning",
    begin: async (ground) => ({
      groupName: await ground.scalingGroup(),
      actionName: whatScales(ground.trial.cluster, "ground/morning"),
      time: { cron: "0 8 * * MON-FRI", zone: "Europe/Berlin" },
      sizes: { min: 1, max: 3, desired: 2 },
    }),
    changes: async () => [
      { time: { cron: "0 9 * * MON-FRI", zone: "Europe/Paris" } },
      { sizes: { min: 1, max: 4, desired: 3 } },
    ],
  },
  {
    kind: ScheduledAction,
    answers,
    name: "ground/launch",
    begin: async (ground) => ({
      groupName: await ground.scalingGroup(),
      actionName: whatScales(ground.trial.cluster, "ground/launch"),
      time: { at: "2100-01-01T00:00:00.000Z" },
      sizes: { desired: 0 },
    }),
    changes: async () => [{ time: { at: "2101-01-01T00:00:00.000Z" } }, { sizes: { desired: 0, max: 2 } }],
  },
];
