import { DrydockError } from "@drydock/systemd/ground";
import { expect, it } from "vitest";
import { ProvisionError, reasonOf } from "./error.ts";

it("is one of Drydock's errors, with a code of a closed set, its address, its hint and its cause", () => {
  const cause = new Error("no");
  const error = new ProvisionError("step-failed", "cannot create a/b: no", {
    address: "a/b",
    hint: "Try again.",
    cause,
  });
  expect(error).toBeInstanceOf(DrydockError);
  expect(error).toBeInstanceOf(ProvisionError);
  expect(new DrydockError("step-failed", "no")).not.toBeInstanceOf(ProvisionError);
  expect(error).toMatchObject({
    name: "ProvisionError",
    code: "step-failed",
    address: "a/b",
    hint: "Try again.",
    cause,
  });
  expect(error.toJSON()).toEqual({
    name: "ProvisionError",
    code: "step-failed",
    message: "cannot create a/b: no\nTry again.",
    address: "a/b",
    hint: "Try again.",
    cause: "Error: no",
  });
});

it.each([
  ["the first line of an error", new Error("one\ntwo"), "one"],
  ["the provider's code before it", Object.assign(new Error("no such"), { name: "NotFound" }), "NotFound: no such"],
  [
    "the code once, where the words begin with it",
    Object.assign(new Error("NotFound: x"), { name: "NotFound" }),
    "NotFound: x",
  ],
  ["an error of Drydock's without its class", new ProvisionError("declined", "no", { hint: "Ask." }), "no"],
  ["what is no error as text", 7, "7"],
])("a reason is %s", (_what, thrown, reason) => expect(reasonOf(thrown)).toBe(reason));
