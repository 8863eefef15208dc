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
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === "bigint") return String(part);
      if (!(part instanceof Error)) return part;
      const { name, message, stack, cause } = part;
      return { ...part, name, message, stack, cause, errors: part instanceof AggregateError ? part.errors : undefined };
    }) ?? ""
  );
}
