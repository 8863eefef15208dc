/** Keys of conditions whose values let in whoever knows them (IAM user guide, "Condition keys"). */
const shared = /(?:sts(?::|%3A)ExternalId|aws(?::|%3A)(?:Referer|UserAgent))/i;

/**
 * A policy, as JSON or encoded for a URL as IAM answers it, with something else in the place of what its
 * conditions share with others. Any other text as it is.
 */
export function policyWithoutSecrets(text: string, standIn: (value: string) => string): string {
  if (!shared.test(text)) return text;
  const isEncoded = text.startsWith("%7B");
  try {
    const policy: unknown = JSON.parse(isEncoded ? decodeURIComponent(text) : text);
    const without = JSON.stringify(withoutShared(policy, standIn, false));
    return isEncoded ? encodeURIComponent(without) : without;
  } catch {
    return standIn(text);
  }
}

function withoutShared(value: unknown, standIn: (value: string) => string, isShared: boolean): unknown {
  if (typeof value === "string") return isShared ? standIn(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutShared(item, standIn, isShared));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutShared(item, standIn, isShared || shared.test(key))]),
  );
}
