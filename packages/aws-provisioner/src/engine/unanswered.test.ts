import { expect, it } from "vitest";
import { isUnanswered, UnansweredError } from "./unanswered.ts";

it.each([
  ["a connection that broke", Object.assign(new Error("x"), { code: "ECONNRESET" }), true],
  ["one that was refused", Object.assign(new Error("x"), { code: "ECONNREFUSED" }), true],
  ["one whose other end is gone", Object.assign(new Error("x"), { code: "EPIPE" }), true],
  ["one that stayed silent", Object.assign(new Error("x"), { code: "ETIMEDOUT" }), true],
  ["a host out of reach", Object.assign(new Error("x"), { code: "EHOSTUNREACH" }), true],
  ["a network out of reach", Object.assign(new Error("x"), { code: "ENETUNREACH" }), true],
  ["a name that is not found", Object.assign(new Error("x"), { code: "ENOTFOUND" }), true],
  ["a name server that does not answer", Object.assign(new Error("x"), { code: "EAI_AGAIN" }), true],
  ["a time limit", Object.assign(new Error("x"), { name: "TimeoutError" }), true],
  ["an error that says so", new UnansweredError(new Error("x")), true],
  ["another code of Node's", Object.assign(new Error("x"), { code: "ENOENT" }), false],
  ["a code that is no text", Object.assign(new Error("x"), { code: 1 }), false],
  ["any other error", new Error("x"), false],
  ["what is no error", { name: "TimeoutError", code: "EPIPE" }, false],
])("%s", (_what, error, unanswered) => expect(isUnanswered(error)).toBe(unanswered));

it("keeps the words of the reason, and not the error", () => {
  const error = new UnansweredError(Object.assign(new Error("reset\nby peer"), { name: "NetworkError" }));
  expect(error).toMatchObject({ name: "UnansweredError", message: "no answer: NetworkError: reset" });
  expect(error.cause).toBeUndefined();
});
