import type { InstanceStatusSummary } from "@aws-sdk/client-ec2";
import type { TargetHealth } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Look } from "../aws/cloud.ts";
import type { Explanation } from "../engine/explanation.ts";
import { consoleTail } from "./console-tail.ts";

/** By which the end of a console is introduced. */
export const consoleWords = "its console ends with";

/** What was told as an explanation, where anything was. */
export function whereTold(told: string | undefined): Explanation | undefined {
  return told === undefined ? undefined : { told };
}

/** What a machine may fail at, for the least policy. */
export const explainingMachines = [
  "ec2:DescribeInstanceStatus",
  "ec2:GetConsoleOutput",
  "elasticloadbalancing:DescribeTargetHealth",
] as const;

/**
 * Why a machine is not healthy: EC2's checks, what each of its balancers says, and the end of its console. A
 * part that cannot be asked for is left out: the explanation is not to hide what is explained.
 */
export async function explainMachine(
  look: Look,
  id: string,
  targetGroupArns: readonly string[],
): Promise<string | undefined> {
  const [checks, targets, written] = await Promise.all([
    ifTold(failedChecks(look, id)),
    Promise.all(targetGroupArns.map((arn) => ifTold(unhealthyTarget(look, arn, id)))),
    ifTold(consoleTail(look, id)),
  ]);
  const words = [checks, ...targets].filter((part) => part !== undefined).join("; ");
  // The console on lines of its own: whoever prints one line tells what is the matter.
  const told = words === "" && written !== undefined ? `it wrote last: ${written.split("\n").at(-1)}` : words;
  const tail = written === undefined ? "" : `${consoleWords}\n${written.replace(/^/gm, "  ")}`;
  return [told, tail].filter((part) => part !== "").join("\n") || undefined;
}

async function ifTold(part: Promise<string | undefined>): Promise<string | undefined> {
  return part.catch(() => undefined);
}

async function failedChecks({ clients: { ec2 }, request }: Look, id: string): Promise<string | undefined> {
  const { InstanceStatuses } = await ec2.describeInstanceStatus({ InstanceIds: [id] }, request);
  const { InstanceStatus, SystemStatus } = InstanceStatuses?.[0] ?? {};
  return (
    [checkWords("instance", InstanceStatus), checkWords("system", SystemStatus)]
      .filter((words) => words !== undefined)
      .join("; ") || undefined
  );
}

function checkWords(what: string, summary: InstanceStatusSummary | undefined): string | undefined {
  const { Status, Details = [] } = summary ?? {};
  if (Status === undefined || Status === "ok" || Status === "not-applicable") return undefined;
  const failed = Details.filter(({ Status: status }) => status === "failed").flatMap(({ Name }) => Name ?? []);
  return `${what} status check is ${Status}${failed.length === 0 ? "" : ` (${failed.join(", ")} failed)`}`;
}

async function unhealthyTarget(
  { clients: { balancing }, request }: Look,
  TargetGroupArn: string,
  Id: string,
): Promise<string | undefined> {
  const answer = await balancing.describeTargetHealth({ TargetGroupArn, Targets: [{ Id }] }, request);
  const health = answer.TargetHealthDescriptions?.[0]?.TargetHealth;
  if (health?.State === "healthy") return undefined;
  return `${healthWords(health) ?? "unknown"} in ${TargetGroupArn.split("/")[1]}`;
}

/** What a balancer says of the health of a target, in AWS's words. */
export function healthWords({ State, Reason, Description }: TargetHealth = {}): string | undefined {
  const reason = [Reason, Description].filter((text) => text !== undefined).join(": ");
  return reason === "" ? State : `${State}, ${reason}`;
}
