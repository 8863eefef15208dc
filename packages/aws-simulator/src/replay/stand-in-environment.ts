import type { LoggedLocal } from "./log-run.ts";

/**
 * Variables that the run read, each with a text that stands for its own: a replay compares and writes these,
 * and needs none of the secrets.
 */
export function standInEnvironment(locals: readonly LoggedLocal[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    locals.flatMap(({ local, is, form }) =>
      form !== undefined && local.startsWith("$") ? [[local.slice(1), textFor(is, form)]] : [],
    ),
  );
}

function textFor(mark: string, form: string): string {
  const text = mark.replace(":", "-");
  if (form !== "docker-config") return text;
  return JSON.stringify({ auths: { "replay.invalid": { auth: Buffer.from(`replay:${text}`).toString("base64") } } });
}
