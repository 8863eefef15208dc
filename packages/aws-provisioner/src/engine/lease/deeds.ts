import type { Untimed } from "../event.ts";

/** What a run does at the moment, in words that others read beside its name. */
export interface Deeds {
  hear(event: Untimed): void;
  told(): string | undefined;
}

const doing = { create: "creating", update: "changing", delete: "deleting" } as const;

/** Follows the steps of a run by its events. */
export function deeds(): Deeds {
  const running = new Map<string, string>();
  let progress = "";
  return {
    hear(event) {
      if (event.type === "started") running.set(event.step.id, `${doing[event.step.action]} ${event.step.address}`);
      if (event.type === "finished" || event.type === "failed") running.delete(event.step.id);
      if (event.type === "finished") progress = `, ${event.done} of ${event.total} steps done`;
    },
    told() {
      const [first] = running.values();
      if (first === undefined) return undefined;
      return `${first}${running.size > 1 ? ` and ${running.size - 1} more` : ""}${progress}`;
    },
  };
}
