import { findingAt, type Lint } from "./lint.ts";

/** Shorter ones cost less than a link would. */
const worthSharing = 256;

/** The same contents inlined again: a link to the first file would keep the config smaller. */
export const repeatedContents: Lint = function* ({ all }) {
  const first = new Map<string, string>();
  for (const [{ contents, path }, place] of all("File")) {
    const source = contents?.source ?? "";
    if (!source.startsWith("data:") || source.length < worthSharing) continue;
    const known = first.get(source);
    if (known === undefined) first.set(source, path);
    else
      yield findingAt(
        "info",
        [...place, "contents"],
        "source",
        `the same contents as ${known}`,
        `A link would save ${source.length} bytes.`,
      );
  }
};
