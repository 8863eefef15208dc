import { type Accepted, flag, list, required, text, whole } from "@drydock/systemd/ground";
import { expectTypeOf, it } from "vitest";
import type { configShape } from "./config-shape.ts";
import type { IgnitionConfig } from "./ignition-config.ts";
import { struct } from "./marks.ts";

it("the table has the model's type", () => {
  expectTypeOf<Accepted<typeof configShape>>().toEqualTypeOf<IgnitionConfig>();
});

it("an object of the table has the fields of the model, no more and no fewer, each of its type", () => {
  struct("Owner", { id: whole(), name: text });
  // @ts-expect-error the name is missing
  struct("Owner", { id: whole() });
  // @ts-expect-error no such field
  struct("Owner", { id: whole(), name: text, home: text });
  // @ts-expect-error an id is a number
  struct("Owner", { id: text, name: text });
  // @ts-expect-error a list of texts, not of flags
  struct("Raid", { devices: list(flag), level: text, name: required(text), options: list(text), spares: whole() });
  // @ts-expect-error no such kind of object
  struct("Nothing", {});
});
