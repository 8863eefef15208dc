import type { Look } from "../aws/cloud.ts";
import { unlessRefused } from "./unless-refused.ts";

/** How many lines at the end of a console tell why a machine does not come up. */
const lines = 12;
const widest = 200;

/**
 * The end of what a machine wrote on its console, without the values that the run knows and what looks like a
 * secret; undefined where it wrote nothing. Only some types tell the latest (EC2 API reference,
 * GetConsoleOutput).
 */
export async function consoleTail(
  { clients: { ec2 }, request, withoutSecrets }: Look,
  id: string,
): Promise<string | undefined> {
  const latest = ec2.getConsoleOutput({ InstanceId: id, Latest: true }, request);
  const answer =
    (await unlessRefused(["UnsupportedOperation"], latest)) ??
    (await ec2.getConsoleOutput({ InstanceId: id }, request));
  const text = withoutSecrets(Buffer.from(answer.Output ?? "", "base64").toString());
  const shown = text
    // oxlint-disable-next-line no-control-regex -- colours and bells are what is taken away
    .replace(/\u001b\[[\d;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .split("\n")
    .map((line) => line.trimEnd().slice(0, widest))
    .filter((line) => line !== "");
  return shown.length === 0 ? undefined : shown.slice(-lines).join("\n");
}
