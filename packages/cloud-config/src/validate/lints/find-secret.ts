const signs: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/, "a private key"],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, "an AWS access key id"],
  [/\baws_secret_access_key\s*[=:]\s*\S/i, "an AWS secret access key"],
  [/"auth"\s*:\s*"[^"]+"/, "registry credentials"],
  [
    /^\s*(?:export\s+)?[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN)\s*=\s*['"]?[^\s'"$]/m,
    "something that looks like a password",
  ],
];

/** What kind of secret a text seems to hold, if any. */
export function findSecret(text: string): string | undefined {
  return signs.find(([pattern]) => pattern.test(text))?.[1];
}
