import { findingAt, type Lint } from "./lint.ts";

/** A template that is enabled though its [Install] names no instance to enable. */
export const enabledTemplate: Lint = function* ({ all }) {
  for (const [{ contents = "", enabled, name }, path] of all("Unit")) {
    if (enabled !== true || !/@\.[a-z]+$/.test(name) || /^[ \t]*DefaultInstance[ \t]*=[ \t]*\S/m.test(contents))
      continue;
    const message = `${name} is a template, so enabling it starts nothing`;
    const remedy = `Enable an instance such as ${name.replace("@", "@1")}, or set DefaultInstance=.`;
    yield findingAt("warning", path, "enabled", message, remedy);
  }
};
