import { expectTypeOf, it } from "vitest";
import { either, flag, list, map, noted, object, oneOf, pair, required, since, text, whole } from "./build-shape.ts";
import type { Accepted, Shape } from "./shape.ts";

interface Notes {
  readonly name?: string;
}

it("a shape has the type of the values that it accepts", () => {
  expectTypeOf<Accepted<ReturnType<typeof whole>>>().toEqualTypeOf<number>();
  const word = oneOf("on", "off", null);
  expectTypeOf<Accepted<typeof word>>().toEqualTypeOf<"on" | "off" | null>();
  const several = either(flag, list(since("2", text)), map(pair(text)));
  expectTypeOf<Accepted<typeof several>>().toEqualTypeOf<
    boolean | readonly string[] | Readonly<Record<string, readonly [string, string]>>
  >();
});

it("an object has every field of its type, and no other", () => {
  interface Named {
    readonly name: string;
    readonly age?: number;
  }
  const named = object<Named>({ name: required(text), age: whole() });
  expectTypeOf<Accepted<typeof named>>().toEqualTypeOf<Named>();
  // @ts-expect-error an age is missing
  object<Named>({ name: text });
  // @ts-expect-error a number is no text
  object<Named>({ name: whole(), age: whole() });
  // @ts-expect-error no such field
  object<Named>({ name: text, age: whole(), home: text });
  // @ts-expect-error no such field either
  object<Named>({ name: text, age: whole() }, ["home"]);
});

it("notes are those of the standard, however deep they stand", () => {
  const name = noted<string, Notes>({ name: "a" }, text);
  expectTypeOf(either(flag, list(name))).toEqualTypeOf<Shape<boolean | readonly string[], Notes>>();
  expectTypeOf(required(list(name)).notes).toEqualTypeOf<Notes | undefined>();
  // @ts-expect-error no such note
  noted<string, Notes>({ order: 1 }, text);
  // @ts-expect-error its notes are of another standard
  object<{ readonly a: string }, { readonly order: number }>({ a: name });
});
