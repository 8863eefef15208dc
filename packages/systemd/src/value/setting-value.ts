import type { Argument, Exec } from "../exec/exec.ts";
import type { Raw } from "./raw.ts";
import type { booleanOr, choices } from "./value-choices.ts";

type Several<T> = T | readonly T[];
type Choices = { readonly [Kind in keyof typeof choices]: (typeof choices)[Kind][number] };
type BooleanOr = {
  readonly [Kind in keyof typeof booleanOr]: boolean | (typeof booleanOr)[Kind][number];
};

/** What a caller may give for each kind of value; every kind also takes `raw(…)`, and lists take `""` as a reset. */
export interface ValueByKind extends Choices, BooleanOr {
  /** An argv, quoted as it has to be, or one line in systemd's own syntax. */
  readonly arguments: readonly Argument[] | string;
  readonly boolean: boolean;
  /** Bytes as a number, or text with a suffix of base 1024: `"512K"`. */
  readonly bytes: number | string;
  /** Words that are conditions; `true` and `false` for the boolean ones. */
  readonly condition: Several<string | boolean>;
  /** A number, a percentage of what the system allows, or `"infinity"`. */
  readonly count: number | string;
  /** 1 to 10000, or `"idle"`. */
  readonly cpuWeight: number | "idle";
  readonly delegate: boolean | Several<string>;
  /** `{ KEY: "value" }`, or assignments already written `KEY=value` (one item is one assignment). */
  readonly environment: Several<string> | { readonly [name: string]: string };
  readonly exec: Several<Exec | Raw | "">;
  readonly integer: number;
  /** A resource limit: a number, `"infinity"`, or `soft:hard`. */
  readonly limit: number | string;
  /** Free text, one line of the unit each. */
  readonly lines: Several<string | number>;
  /** Octal permission bits: the number `0o640`, or the text `"0640"`. */
  readonly mode: number | string;
  /** When a timer elapses: seconds, a time span, or a calendar expression. */
  readonly moments: Several<number | string>;
  /** A user or group, by name or by number. */
  readonly name: string | number;
  readonly namespaces: boolean | Several<string>;
  readonly nanoseconds: number | string;
  /** An absolute path; specifiers are expanded. */
  readonly path: string;
  /** Absolute paths; each is quoted when it has blanks. */
  readonly paths: Several<string>;
  /** `{ key: "value" }`, or pairs already written `key=value` (one item is one pair). */
  readonly pairs: Several<string> | { readonly [key: string]: string };
  /** `"20%"`. */
  readonly percent: string;
  /** Seconds as a number, or a time span as text: `"1min 30s"`, `"infinity"`. */
  readonly seconds: number | string;
  /** `"SIGTERM"`, or its number. */
  readonly signal: `SIG${string}` | number;
  /** Bytes as a number, or text with a suffix: `"512M"`, `"80%"`, `"infinity"`. */
  readonly size: number | string;
  readonly standardInput:
    | "null"
    | "tty"
    | "tty-force"
    | "tty-fail"
    | "socket"
    | "data"
    | `fd:${string}`
    | "fd"
    | `file:${string}`;
  readonly standardOutput:
    | "inherit"
    | "null"
    | "tty"
    | "journal"
    | "kmsg"
    | "journal+console"
    | "kmsg+console"
    | "socket"
    | "fd"
    | `fd:${string}`
    | `file:${string}`
    | `append:${string}`
    | `truncate:${string}`;
  /** Text to the end of the line; specifiers are expanded, so a literal percent sign is `%%` (see `literal`). */
  readonly text: string | number;
  readonly unit: string;
  readonly unsigned: number;
  readonly units: Several<string>;
  /** 1 to 10000. */
  readonly weight: number;
  readonly words: Several<string | number>;
}

export type ValueKind = keyof ValueByKind;

/** What a caller may give for a setting of this kind. */
export type SettingValue<Kind extends ValueKind> = ValueByKind[Kind] | Raw;
