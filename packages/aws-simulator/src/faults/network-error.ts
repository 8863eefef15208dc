/** The error of a broken connection, as Node's HTTP client and the SDK report it. */
export function networkError(): Error & { readonly code: string; readonly $metadata: object } {
  return Object.assign(new Error("socket hang up"), {
    name: "TimeoutError",
    code: "ECONNRESET",
    $metadata: { attempts: 1 },
  });
}
