import { inspect } from "node:util";

const redacted = "[secret]";

/**
 * The value of a secret. It shows itself to nobody: printing, inspecting and joining give `[secret]`, and
 * `JSON.stringify` of anything that holds one throws. Only `reveal` gives the value, at the call that sends
 * it.
 */
export class SecretValue {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): never {
    throw new TypeError("a secret's value cannot be serialised");
  }

  [inspect.custom](): string {
    return redacted;
  }
}
