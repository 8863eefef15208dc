/** The parts of a URL that Ignition looks at. */
export interface GoUrl {
  /** In lower case; empty for a relative reference. */
  readonly scheme: string;
  /** What follows the scheme when no slash does. */
  readonly opaque: string;
  readonly query: string;
}

/** Reads a URL as Go's `net/url` does; undefined where that reports an error. */
export function parseGoUrl(url: string): GoUrl | undefined {
  const [before, fragment] = cut(url, "#");
  // oxlint-disable-next-line no-control-regex -- the control characters are what Go refuses
  if (/[\0-\x1f\x7f]/.test(before) || !isEscaped(fragment)) return undefined;
  if (before.startsWith(":")) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(before)?.[1];
  const [rest, query] = cut(scheme === undefined ? before : before.slice(scheme.length + 1), "?");
  if (scheme !== undefined && !rest.startsWith("/")) return { scheme: scheme.toLowerCase(), opaque: rest, query };
  if (scheme === undefined && !rest.startsWith("/") && cut(rest, "/")[0].includes(":")) return undefined;
  const hasAuthority = rest.startsWith("//") && (scheme !== undefined || !rest.startsWith("///"));
  const slash = hasAuthority ? rest.indexOf("/", 2) : 0;
  const path = slash === -1 ? "" : rest.slice(slash);
  if (hasAuthority && !isAuthority(rest.slice(2, slash === -1 ? undefined : slash))) return undefined;
  return isEscaped(path) ? { scheme: scheme?.toLowerCase() ?? "", opaque: "", query } : undefined;
}

/** The first value of a query parameter; undefined when it does not occur. */
export function queryValue(query: string, name: string): string | undefined {
  if (!query.includes("%") && !query.includes(name)) return undefined;
  for (const pair of query.split("&")) {
    if (pair === "" || pair.includes(";")) continue;
    const [key, value] = cut(pair, "=");
    if (!isEscaped(key) || !isEscaped(value)) continue;
    if (unescapeAscii(key.replaceAll("+", " ")) === name) return value;
  }
  return undefined;
}

function unescapeAscii(text: string): string {
  return text.replace(/%([0-7][\dA-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function isEscaped(text: string): boolean {
  return !text.includes("%") || !/%(?![\dA-Fa-f]{2})/.test(text);
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf("@");
  if (!isHost(authority.slice(at + 1))) return false;
  const user = authority.slice(0, Math.max(at, 0));
  return /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user);
}

function isHost(host: string): boolean {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) return false;
  if (bracket === 0) {
    const close = host.lastIndexOf("]");
    return close !== -1 && isPort(host.slice(close + 1)) && isIpLiteral(host.slice(1, close));
  }
  const colon = host.lastIndexOf(":");
  return (colon === -1 || isPort(host.slice(colon))) && isHostText(host);
}

function isPort(text: string): boolean {
  return /^(?::\d*)?$/.test(text);
}

/** What may stand in a host as it is, and a percent sign, which is looked at apart. */
const foreignToHost = /[^A-Za-z0-9!"$&'()*+,\-.:;<=>[\]_~%\u0080-\uffff]/;

/** Only non-ASCII bytes and the percent sign itself may be escaped in a host. */
function isHostText(text: string): boolean {
  return !foreignToHost.test(text) && !/%(?!25|[89A-Fa-f][\dA-Fa-f])/.test(text);
}

function isIpLiteral(text: string): boolean {
  const zone = text.indexOf("%25");
  const address = zone === -1 ? text : text.slice(0, zone);
  if (!/^[\dA-Fa-f:.]*$/.test(address) || !process.getBuiltinModule("node:net").isIPv6(address)) return false;
  if (zone === -1) return true;
  const name = text.slice(zone + 3);
  if (name === "" || foreignToHost.test(name) || !isEscaped(name)) return false;
  const unescaped = name
    .replace(/%25|%20/g, "")
    .replace(/%([0-7][\dA-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return !foreignToHost.test(unescaped.replace(/%[89A-Fa-f][\dA-Fa-f]/g, ""));
}
