/** The error of a broken connection, as Node's HTTP client and the SDK report it. */
export const networkError = (): Error & { readonly code: string; readonly $metadata: object } =>
  Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET", $metadata: { attempts: 1 } });
