import type { ConfigReferences, Proxy, Tls } from "../../spec/ignition-section.ts";
import { parseGoUrl } from "./go-url.ts";
import { requiredSourceProblem } from "./resource.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** Configs to merge: each needs a source, from spec 3.1 on. */
export const configReferencesRule: Rule<ConfigReferences> = ({ merge = [] }, context) => {
  if (context.minor === 0) return;
  merge.forEach((resource, index) => context.error(requiredSourceProblem(resource, context.minor), "merge", index));
};

/** Authorities: each needs a source, from spec 3.1 on. */
export const tlsRule: Rule<Tls> = ({ certificateAuthorities = [] }, context) => {
  if (context.minor === 0) return;
  certificateAuthorities.forEach((resource, index) =>
    context.error(requiredSourceProblem(resource, context.minor), "certificateAuthorities", index),
  );
};

/** Proxies: HTTP or HTTPS, and no plain text for what is encrypted. */
export const proxyRule: Rule<Proxy> = ({ httpProxy, httpsProxy }, context) => {
  checkProxy(httpProxy, "httpProxy", context);
  checkProxy(httpsProxy, "httpsProxy", context);
};

function checkProxy(url: string | undefined, field: "httpProxy" | "httpsProxy", context: RuleContext): void {
  if (url === undefined) return;
  const parsed = parseGoUrl(url);
  if (parsed === undefined) return context.error("unable to parse url", field);
  if (parsed.scheme !== "http" && parsed.scheme !== "https") return context.error("proxies must be http(s)", field);
  if (parsed.scheme === "http" && field === "httpsProxy") {
    context.warn("insecure plaintext HTTP proxy specified for HTTPS resources", field);
  }
}
