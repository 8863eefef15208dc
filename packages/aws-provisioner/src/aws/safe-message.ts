/** Operations whose input holds a secret, and the fields that are it. */
const secrets: Readonly<Record<string, readonly string[]>> = {
  CreateSecret: ["SecretString"],
  PutSecretValue: ["SecretString"],
  UpdateSecret: ["SecretString"],
};

/** Characters of a secret in a row by which a text is taken to quote it. */
const quoted = 6;

/**
 * What may be told of AWS's words: in one piece, without what a terminal acts on, and not at all where they
 * quote a secret of the call, as services do of what they find wrong.
 */
export function safeMessage(message: string, operation: string, input: unknown): string {
  const values = (secrets[operation] ?? []).flatMap((field) => {
    const value: unknown = Object(input)[field];
    return typeof value === "string" ? [value, JSON.stringify(value).slice(1, -1)] : [];
  });
  if (values.some((value) => quotes(message, value))) return "its words are left out, as they quote the secret";
  return message.replaceAll(/[^\P{Cc}\n\t]+/gu, " ");
}

function quotes(text: string, value: string): boolean {
  if (value === "") return false;
  const length = Math.min(quoted, value.length);
  for (let at = 0; at + length <= value.length; at += 1) if (text.includes(value.slice(at, at + length))) return true;
  return false;
}
