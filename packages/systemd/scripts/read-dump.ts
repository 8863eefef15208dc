import { execFileSync } from "node:child_process";

/** One line of `systemd --dump-configuration-items`. */
export interface DumpedItem {
  readonly section: string;
  readonly key: string;
  readonly tag: string;
}

/** Reads the text of `systemd --dump-configuration-items`: `[Section]` lines followed by `Key=TYPE` lines. */
export function readDump(text: string): readonly DumpedItem[] {
  const items: DumpedItem[] = [];
  let section = "";
  for (const line of text.split("\n")) {
    const header = /^\[(.+)\]$/.exec(line);
    if (header?.[1] !== undefined) {
      section = header[1];
      continue;
    }
    const split = line.indexOf("=");
    if (split > 0) items.push({ section, key: line.slice(0, split), tag: line.slice(split + 1) });
  }
  return items;
}

/** The dump and the version of the systemd that is installed here. Throws when there is none. */
export function dumpInstalled(): { readonly text: string; readonly version: string } {
  const program = "/lib/systemd/systemd";
  const text = execFileSync(program, ["--dump-configuration-items"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const version = /^systemd (\d+)/.exec(execFileSync(program, ["--version"], { encoding: "utf8" }))?.[1] ?? "unknown";
  return { text, version };
}
