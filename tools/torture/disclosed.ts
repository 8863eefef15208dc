import type { SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";

/** Where a secret's value stands in what was said, written or sent, a line each. */
export function disclosed(account: SimulatedAccount, said: readonly unknown[], known: readonly string[]): string[] {
  const values = new Set(known);
  for (const { service, input } of account.calls) {
    const { SecretString } = Object(input) as { SecretString?: unknown };
    if (service === "SecretsManager" && typeof SecretString === "string") values.add(SecretString);
  }
  const sent = account.calls.filter(({ service }) => service !== "SecretsManager");
  const texts = [
    ...said.map((one) => ["what a run said", textOf(one)] as const),
    ...sent.map(({ service, operation, input }) => [`${operation} of ${service}`, textOf(input)] as const),
  ];
  // As it stands in JSON: without the marks around it.
  const marks = [...values].map((value) => JSON.stringify(value).slice(1, -1));
  const found = texts.flatMap(([where, text]) => (marks.some((mark) => text.includes(mark)) ? [where] : []));
  return [...new Set(found)].map((where) => `a secret's value stands in ${where}`);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Error ? partsOf(part) : part)) ?? "";
}

/** All that an error says, that of its causes among it. */
function partsOf(error: Error): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)]));
}
