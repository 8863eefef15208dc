import { expect, it } from "vitest";
import type { Provider } from "./provider.ts";
import { soughtTogether } from "./sought-together.ts";
import type { Toy } from "./testing/toy-kinds.ts";

it("those of a kind that are sought at the same time take one call, and later ones another", async () => {
  const calls: string[] = [];
  const provider = {
    seek: async (_signal, kind, sought) => {
      calls.push(`${kind}: ${sought.map(({ address }) => address).join(", ")}`);
      return [];
    },
  } satisfies Partial<Provider<Toy>> as unknown as Provider<Toy>;
  const seek = soughtTogether(provider, new AbortController().signal);
  const one = (address: string) => seek(address.slice(0, address.indexOf("/")), { address, props: {} }, []);
  await Promise.all([one("house/a"), one("door/a"), one("house/b")]);
  await one("house/c");
  expect(calls).toEqual(["house: house/a, house/b", "door: door/a", "house: house/c"]);
});
