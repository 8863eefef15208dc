import type { Lint } from "./lint.ts";
import type { Diagnostic } from "@drydock/systemd/ground";
import { decodeContent } from "./decode-content.ts";
import { findSecret } from "./find-secret.ts";

/**
 * Secrets in user data, which whatever reaches the metadata service and every reader of the launch template
 * can read.
 */
export const inlineSecrets: Lint = (config) => {
  const diagnostics: Diagnostic[] = [];
  const tell = (path: string, what: string): void => {
    const remedy = "Keep it in a secret store and fetch it at boot with the instance's role.";
    diagnostics.push({
      severity: "warning",
      path,
      message: `${what} stands in user data, which any process of the node can read`,
      remedy,
      rule: "secret-inline",
    });
  };
  for (const [index, file] of (config.write_files ?? []).entries()) {
    const decoded = decodeContent(file.content ?? "", file.encoding ?? "text/plain");
    const found = "bytes" in decoded ? findSecret(Buffer.from(decoded.bytes).toString("latin1")) : undefined;
    if (found !== undefined) tell(`$.write_files.${index}.content`, found);
  }
  for (const [index, user] of (config.users ?? []).entries()) {
    if (typeof user === "object" && user.plain_text_passwd !== undefined)
      tell(`$.users.${index}.plain_text_passwd`, "a plain-text password");
  }
  for (const [index, user] of (config.chpasswd?.users ?? []).entries()) {
    if (user.type === "text") tell(`$.chpasswd.users.${index}.password`, "a plain-text password");
  }
  if (config.password !== undefined) tell("$.password", "a password");
  for (const kind of Object.keys(config.ssh_keys ?? {}))
    if (kind.endsWith("_private")) tell(`$.ssh_keys.${kind}`, "a private host key");
  for (const stage of ["bootcmd", "runcmd"] as const) {
    for (const [index, command] of (config[stage] ?? []).entries()) {
      const found = findSecret(typeof command === "string" ? command : command.join(" "));
      if (found !== undefined) tell(`$.${stage}.${index}`, found);
    }
  }
  return diagnostics;
};
