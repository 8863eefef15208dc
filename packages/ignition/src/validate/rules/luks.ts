import { pathProblem } from "./go-path.ts";
import { readJson } from "../../json/read-json.ts";
import type { Clevis, ClevisCustom, Luks, Tang } from "../../spec/luks.ts";
import { parseGoUrl } from "./go-url.ts";
import type { Rule } from "./rule.ts";
import { optionalSourceProblem } from "./source-url.ts";

/** A LUKS volume: its name, device and label, its key file, and what may stand beside what. */
export const luksRule: Rule<Luks> = (luks, context) => {
  const { cex, clevis, device = "", keyFile, label = "", name } = luks;
  if (name.includes("/")) context.error("device names cannot contain slashes", "name");
  if (Buffer.byteLength(label) > 47) context.error("luks device labels cannot be longer than 47 characters", "label");
  context.error(device === "" ? "disk device is required" : pathProblem(device), "device");
  if (clevis !== undefined && mixesCustom(clevis, context.minor)) {
    context.error("cannot use custom clevis config with tpm2, tang, or threshold", "clevis");
  }
  // Ignition names a field that does not exist.
  if (optionalSourceProblem(keyFile?.source, context.minor) !== undefined) {
    context.error("invalid key-file source", "keys");
  }
  if (cex?.enabled !== true) return;
  if (clevis?.custom?.pin || (clevis !== undefined && hasPins(clevis))) {
    context.error("cannot use cex with clevis", "cex");
  }
  if (keyFile?.source) context.error("cannot use key file with cex", "cex");
};

function mixesCustom(clevis: Clevis, minor: number): boolean {
  const isCustom = minor >= 3 ? Boolean(clevis.custom?.pin) : clevis.custom !== undefined;
  return isCustom && hasPins(clevis);
}

function hasPins({ tang = [], threshold = 0, tpm2 }: Clevis): boolean {
  return tang.length > 0 || tpm2 === true || threshold !== 0;
}

/** A custom clevis pin: known, and with a config. */
export const clevisCustomRule: Rule<ClevisCustom> = ({ config = "", needsNetwork, pin = "" }, context) => {
  const { minor } = context;
  if (pin === "" && config === "" && (minor < 3 || needsNetwork !== true)) return;
  const isKnown = pin === "tpm2" || pin === "tang" || pin === "sss";
  if (pin === "" && minor >= 3) context.error("missing required custom clevis pin", "pin");
  else if (!isKnown && minor < 6) context.error("unsupported clevis pin", "pin");
  if (config === "") context.error("missing required custom clevis config", "config");
};

/** Enough for any advertisement, which holds a few keys. */
const maxAdvertisementValues = 100_000;

/** A Tang server: its URL, thumbprint and advertisement. */
export const tangRule: Rule<Tang> = ({ advertisement = "", thumbprint = "", url }, context) => {
  const parsed = parseGoUrl(url);
  if (parsed === undefined) context.error("unable to parse url", "url");
  else if (parsed.scheme !== "http" && parsed.scheme !== "https") context.error("invalid url scheme", "url");
  if (thumbprint === "") context.error("thumbprint is required", "thumbprint");
  if (advertisement !== "" && "problem" in readJson(Buffer.from(advertisement), maxAdvertisementValues)) {
    context.error("advertisement is not valid JSON", "advertisement");
  }
};
