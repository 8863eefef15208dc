import { parseUnit, validateUnit } from "@drydock/systemd";
import type { Lint } from "./lint.ts";
import type { Diagnostic } from "@drydock/systemd/ground";
import { decodeContent } from "./decode-content.ts";

/** Files that systemd will read as units or drop-ins, by systemd's own rules. */
export const unitFiles: Lint = (config) =>
  (config.write_files ?? []).flatMap((file, index) => {
    const [, unitName, dropinName] =
      /^\/(?:etc|run|usr\/lib|lib)\/systemd\/system\/([^/]+?)(?:\.d\/([^/]+\.conf))?$/.exec(file.path) ?? [];
    const decoded = decodeContent(file.content ?? "", file.encoding ?? "text/plain");
    if (unitName === undefined || file.append === true || file.source !== undefined || !("bytes" in decoded)) return [];
    return checkUnitText(decoded.bytes, unitName, dropinName).map((found) =>
      atContent(found, `$.write_files.${index}.content`),
    );
  });

/** What systemd would say about a unit, or a drop-in of it. */
export function checkUnitText(
  bytes: Uint8Array | string,
  unitName: string,
  dropinName?: string,
): readonly Diagnostic[] {
  const parsed = parseUnit(bytes, { name: unitName });
  const named = dropinName === undefined ? parsed.unit : { ...parsed.unit, name: dropinName, of: unitName };
  return [...parsed.diagnostics, ...validateUnit(named)];
}

/** A diagnostic about a unit as one about the config that carries it, at the content's path. */
export function atContent(found: Diagnostic, path: string): Diagnostic {
  const place = found.line === undefined ? found.path.replace(/^\$\.?/, "") : `line ${found.line} of the unit`;
  const message = `${place === "" ? "" : `${place}: `}${found.message}`;
  const remedy = found.remedy === undefined ? {} : { remedy: found.remedy };
  return { severity: found.severity, path, message, ...remedy, rule: `unit-${found.rule ?? "syntax"}` };
}
