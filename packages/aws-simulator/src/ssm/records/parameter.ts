import { parameterSource } from "../../ec2/image-reference.ts";
import { LaggingMap } from "../../lagging-map.ts";
import type { Table } from "../../resource.ts";

/** One version of a parameter. */
export interface ParameterVersion {
  readonly number: number;
  readonly value: string;
  readonly modified: number;
  readonly labels: Set<string>;
}

/** A parameter of the account. */
export interface ParameterRecord {
  readonly name: string;
  readonly type: "String" | "StringList" | "SecureString";
  tier: "Standard" | "Advanced";
  dataType: string;
  description: string | undefined;
  keyId: string | undefined;
  allowedPattern: string | undefined;
  readonly tags: Map<string, string>;
  /** Oldest first; at most 100 are kept. */
  readonly versions: ParameterVersion[];
}

/** The account's parameters by name. */
export const parameters: Table<ParameterRecord> = {
  name: "ssm/parameters",
  initial: (account) => {
    const own = new LaggingMap<ParameterRecord>(account, "SSM");
    // EC2 resolves `resolve:ssm:` through this.
    account.of(parameterSource).read = (_, name, selector) => {
      const parameter = own.get(name);
      return parameter === undefined ? undefined : chosenVersion(parameter, selector)?.value;
    };
    return own;
  },
};

/** The latest version, or the one that a number or label names. */
export function chosenVersion({ versions }: ParameterRecord, selector?: string): ParameterVersion | undefined {
  return selector === undefined
    ? versions.at(-1)
    : versions.find(({ number, labels }) => String(number) === selector || labels.has(selector));
}
