import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { type Deed, hindrance } from "../aws/deed.ts";
import { unlessGone } from "./unless-gone.ts";

/**
 * What keeps a machine from being terminated, with the option that lifts it. Protection from a stop protects
 * from the end too (EC2 user guide, "Enable stop protection for your EC2 instances").
 */
const protections = [
  { Attribute: "disableApiTermination", answer: "DisableApiTermination", option: "--no-disable-api-termination" },
  { Attribute: "disableApiStop", answer: "DisableApiStop", option: "--no-disable-api-stop" },
] as const;

/**
 * Which machines that are to go somebody has protected. No listing tells it, and a dry run only whether the
 * caller may: it is asked of each machine alone, by one call for each of the two protections.
 */
export async function terminationProblems(look: Look, deeds: readonly Deed[]): Promise<Diagnostic[]> {
  const going = deeds.filter(({ step, current }) => step.action === "delete" && current !== undefined);
  return (await Promise.all(going.map((deed) => protectionOf(look, deed)))).flat();
}

async function protectionOf({ clients: { ec2 }, request }: Look, { step }: Deed): Promise<Diagnostic[]> {
  const InstanceId = step.target ?? "";
  const asked = protections.map(async (protection) => {
    const answer = await unlessGone(
      ec2.describeInstanceAttribute({ InstanceId, Attribute: protection.Attribute }, request),
    );
    return answer?.[protection.answer]?.Value === true ? [protection] : [];
  });
  const set = (await Promise.all(asked)).flat();
  if (set.length === 0) return [];
  const commands = set.map(({ option }) => `aws ec2 modify-instance-attribute --instance-id ${InstanceId} ${option}`);
  return [
    hindrance(step, {
      message: `the machine ${InstanceId} is protected from termination: ${set.map(({ Attribute }) => Attribute).join(" and ")}`,
      remedy: `Ask who did that, then plan again after: ${commands.join("; ")}`,
      rule: "deletion-protected",
    }),
  ];
}
