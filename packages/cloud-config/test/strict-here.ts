import type { Diagnostic } from "../src/index.ts";

/** Rules that go further than the schema of cloud-init 22.4.2, each with the reason. */
const reasons: Readonly<Record<string, string>> = {
  "bad-value": "text rules: modes are octal, paths absolute, names well-formed; the schema takes any string",
  "bad-key": "names of maps are checked",
  "content-undecodable": "contents are unpacked",
  "not-unicode": "half a surrogate pair has no UTF-8 form",
  "one-of-keys": "a user has a name or a snapuser, wherever it stands",
};

/** Places whose items the schema leaves open and the modules read as strings. */
const open = /^\$\.(?:resolv_conf\.(?:nameservers|searchdomains|sortlist|options)|power_state\.condition)\..+/;

/** Old forms that the schema still takes beside the one that is typed here. */
const oldForms =
  /^\$\.(?:users|user|groups|ntp|ssh_pwauth|manage_etc_hosts|power_state\.delay|runcmd|users\.\d+(?:\.groups|\.uid)?|groups\.\d+|growpart\.mode|runcmd\.\d+|user\.(?:groups|uid)|groups\.\d+\..+)$/;

/** Whether an error is one of the named departures from cloud-init's schema. */
export function strictHere({ path, rule = "" }: Diagnostic): boolean {
  if (Object.hasOwn(reasons, rule) || rule.startsWith("unit-")) return true;
  if (rule === "wrong-type" && (open.test(path) || oldForms.test(path))) return true;
  const isTopLevel = /^\$\.[^.]+$/.test(path);
  return rule === "unknown-key" && isTopLevel;
}
