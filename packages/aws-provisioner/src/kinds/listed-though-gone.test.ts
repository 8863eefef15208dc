import { expect, it } from "vitest";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import type { Look } from "../aws/cloud.ts";
import { Attachment } from "./attachment.ts";
import { lastActivities } from "./last-failure.ts";
import { LifecycleHook } from "./lifecycle-hook.ts";
import { lookAtRollout } from "./refresh-progress.ts";

// A group that was deleted a moment ago, and that listings still show.
const look = (await simulatedTrial("gone")).trial.provider.look(new AbortController().signal);
const gone = {
  AutoScalingGroupName: "fleet-gone",
  LaunchTemplate: { LaunchTemplateId: "lt-1", Version: "1" },
  Tags: [
    { Key: "drydock:rollout", Value: "lt-1/2/refresh-1" },
    { Key: "drydock:leaving", Value: "300" },
  ],
};
const known = { id: "fleet-gone/arn:group", name: "web", tags: {} };

it.each<[string, (look: Look) => PromiseLike<unknown>, unknown]>([
  ["refresh", (at) => lookAtRollout(at, gone), { refresh: undefined }],
  ["last activities", (at) => lastActivities(at, gone.AutoScalingGroupName), []],
  ["attachments", (at) => Attachment.findAgain?.(at, [known], "fields") ?? Promise.resolve(), []],
  ["hooks", (at) => LifecycleHook.find(listing(at)), []],
])("the %s of a group that has gone since it was listed are none", async (_, ask, nothing) => {
  expect(await ask(look)).toEqual(nothing);
});

/** A look whose listing of groups still shows the one. */
function listing(at: Look): Look {
  const autoScaling = new Proxy(at.clients.autoScaling, {
    get(target, name) {
      if (name === "describeAutoScalingGroups")
        return () => Promise.resolve({ $metadata: {}, AutoScalingGroups: [gone] });
      const own: unknown = Reflect.get(target, name);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
  return { ...at, clients: { ...at.clients, autoScaling }, once: (_, ask) => ask() };
}
