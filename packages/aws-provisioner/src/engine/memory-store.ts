import type { LedgerStore } from "./ledger-store.ts";

/** A store that lives as long as the process. */
export function memoryStore(): LedgerStore {
  const texts = new Map<string, { readonly text: string; readonly version: string }>();
  let writes = 0;
  return {
    get: async (key) => texts.get(key),
    async put(key, text, version) {
      if (texts.get(key)?.version !== version) return undefined;
      const next = String(++writes);
      texts.set(key, { text, version: next });
      return next;
    },
  };
}
