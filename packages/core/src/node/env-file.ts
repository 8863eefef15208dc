/**
 * Settings as a file that systemd's `EnvironmentFile=`, docker's `--env-file` and a shell read alike, as long
 * as no value needs quotes.
 */
export function envFile(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${quoted(value)}\n`)
    .join("");
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]*$/.test(value) ? value : `"${value.replace(/[\\"$`]/g, "\\$&")}"`;
}
