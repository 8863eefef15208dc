import { createHash } from "node:crypto";
import {
  type Plan,
  printGraph,
  printPlan,
  requiredPermissions,
  type Run,
  type RunEvent,
} from "@drydock/aws-provisioner";
import { jsonLine, printJson } from "./print-json.ts";
import { unpackIgnition } from "./unpack-ignition.ts";

/** The text of each file of a golden folder, by its path in the folder. */
export type GoldenFiles = Readonly<Record<string, string>>;

/** What a plan, and a run that carries it out, say for people to review. */
export async function runFiles(plan: Plan, run: Run<unknown>, region: string): Promise<GoldenFiles> {
  let events = "";
  for await (const event of run) events += jsonLine(brief(event));
  return {
    "plan.txt": `${printPlan(plan)}\n`,
    "plan.json": printJson(withoutUserData(plan)),
    "graph.mmd": printGraph(plan),
    "events.jsonl": events,
    "policy.json": printJson(requiredPermissions(plan, { region })),
    ...Object.fromEntries(plan.resources.flatMap(userDataFile)),
  };
}

/** An event without the plan, which has a file of its own, and with the id of a step in its place. */
function brief(event: RunEvent) {
  if (event.type === "planned") return { at: event.at, type: event.type };
  return "step" in event ? { ...event, step: event.step.id } : event;
}

/**
 * The plan with the digest of user data in its place, whose text has a file of its own; and without the
 * digests of its parts, which are there to be read themselves.
 */
function withoutUserData({ digests: _ofItsParts, ...plan }: Plan): unknown {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) =>
      key === "userData" && typeof value === "string"
        ? `sha256-${createHash("sha256").update(value).digest("hex")}`
        : value,
    ),
  );
}

function userDataFile({ name, props }: Plan["resources"][number]): [path: string, text: string][] {
  if (!("userData" in props) || typeof props.userData !== "string") return [];
  const text = Buffer.from(props.userData, "base64").toString();
  return text.startsWith("{")
    ? [[`user-data/${name}.ign`, printJson(unpackIgnition(text))]]
    : [[`user-data/${name}.yaml`, text]];
}
