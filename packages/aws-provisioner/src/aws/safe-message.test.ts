import { describe, expect, it } from "vitest";
import { safeMessage } from "./safe-message.ts";

const value = JSON.stringify({ auths: { "quay.io": { auth: "dXNlcjpwYXNz" } } });

describe("AWS's words", () => {
  it.each([
    ["quote the secret", `Value '${value}' at 'secretString' failed`],
    ["quote a part of it", "1 validation error: 'dXNlcjpw...' is too long"],
    ["quote it as JSON", `{"SecretString":${JSON.stringify(value)}}`],
  ])("are left out where they %s", (_, message) => {
    expect(safeMessage(message, "CreateSecret", { SecretString: value })).toBe(
      "its words are left out, as they quote the secret",
    );
  });

  it("are told where they do not, and of other calls", () => {
    const told = "A resource with the ID you requested already exists.";
    expect(safeMessage(told, "CreateSecret", { SecretString: value, Name: "resource" })).toBe(told);
    expect(safeMessage("Value 'ami-1' is not valid", "RunInstances", { ImageId: "ami-1" })).toBe(
      "Value 'ami-1' is not valid",
    );
  });

  it("quote a short secret only as a whole", () => {
    expect(safeMessage("pw is not allowed", "PutSecretValue", { SecretString: "pw" })).toMatch(/left out/);
    expect(safeMessage("not allowed", "PutSecretValue", { SecretString: "pw" })).toBe("not allowed");
    expect(safeMessage("not allowed", "PutSecretValue", { SecretString: "" })).toBe("not allowed");
  });

  it("do nothing to a terminal", () => {
    expect(safeMessage("a\u001b[2Jb\u0007\nc\td", "CreateVpc", {})).toBe("a [2Jb \nc\td");
  });
});
