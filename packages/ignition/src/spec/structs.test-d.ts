import { expectTypeOf, it } from "vitest";
import type { StructTypes } from "../validate/rules/rule.ts";
import type { StructName } from "./field-definition.ts";
import type { structs } from "./structs.ts";

/** Of spec 3.0, where they lack fields of the Resource that they are read as. */
type Narrower = "ConfigReference" | "AuthorityReference";

it("the schema has the fields of the model, no more and no fewer", () => {
  type OfModel = { [Name in Exclude<StructName, Narrower>]: keyof StructTypes[Name] };
  type OfSchema = { [Name in Exclude<StructName, Narrower>]: keyof (typeof structs)[Name] };
  expectTypeOf<OfSchema>().toEqualTypeOf<OfModel>();
  expectTypeOf<keyof StructTypes>().toEqualTypeOf<StructName>();
});
