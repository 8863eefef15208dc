/** Whether application load balancers speak it, and network load balancers do not. */
export function isWeb(protocol: string | undefined): boolean {
  return protocol === "HTTP" || protocol === "HTTPS";
}

/** Whether a listener of that protocol ends TLS, for which it has a certificate and a policy. */
export function isSecure(protocol: string | undefined): boolean {
  return protocol === "HTTPS" || protocol === "TLS";
}
