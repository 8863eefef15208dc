import type { CheckValue } from "./check-value.ts";
import { isRaw } from "./raw.ts";
import { shown, type RenderedValue } from "./rendered-value.ts";

declare const given: unique symbol;

/**
 * A kind of value that settings take: how a typed value becomes the text of assignments, and what text
 * systemd takes. `Given` is what a caller gives for it, beside `raw(…)`, which every kind takes.
 *
 * This is a grammar of values and no schema of objects: a unit file nests nothing, each of its values is one
 * text, and what there is to know of a time span, a command line or a list of signals is how it is written
 * and read. So it is functions, and no table in the words of `Shape`, which say where something may stand.
 * Which setting takes which kind is a table again, made of systemd's own dump: `directives.gen.ts`.
 */
export interface Kind<Given = unknown> {
  /**
   * The assignments that a value becomes, or what is wrong with it: checked at run time as `Given` is at
   * compile time.
   */
  readonly render: (value: unknown) => RenderedValue;
  /** What is wrong with a text. Absent for text that only systemd can judge. */
  readonly check?: CheckValue | undefined;
  /** The words that it chooses from. */
  readonly words?: readonly string[];
  /** The systemd release that a word came with, where that is later than the setting's own. */
  readonly since?: Readonly<Record<string, number>>;
  readonly [given]?: Given;
}

/** One value or a list of them. */
export type Several<T> = T | readonly T[];

/** How one item of a value becomes text; undefined when it is not of the expected form. */
export type PrintItem = (item: unknown) => string | undefined;

/** A value that stands once. `expects` names it in a message: "expected …". */
export function one<Given>(expects: string, print: PrintItem, check?: CheckValue): Kind<Given> {
  return {
    check,
    render(value) {
      if (Array.isArray(value))
        return { problems: [{ message: `expected ${expects}, not a list: this setting does not repeat` }] };
      return renderOne(expects, print, value);
    },
  };
}

/** A value that may repeat: a list becomes one assignment for each item. */
export function each<Item>(expects: string, print: PrintItem, check?: CheckValue): Kind<Several<Item>> {
  return { check, render: (value) => renderList(expects, print, value) };
}

/**
 * A value whose list becomes one assignment of all items, with blanks between; `Single` may stand alone only.
 */
export function joined<Item, Single = never>(
  expects: string,
  print: PrintItem,
  check?: CheckValue,
): Kind<Several<Item> | Single> {
  return {
    check,
    render(value) {
      const rendered = renderList(expects, print, value);
      return "values" in rendered && Array.isArray(value) ? { values: joinAroundResets(rendered.values) } : rendered;
    },
  };
}

function renderOne(expects: string, print: PrintItem, value: unknown): RenderedValue {
  const text = print(value);
  return text === undefined
    ? { problems: [{ message: `expected ${expects}, not ${shown(value)}` }] }
    : { values: [text] };
}

function renderList(expects: string, print: PrintItem, value: unknown): RenderedValue {
  if (!Array.isArray(value)) return renderOne(expects, print, value);
  const problems: { readonly at?: number; readonly message: string }[] = [];
  const values: string[] = [];
  for (const [at, item] of (value as readonly unknown[]).entries()) {
    const text = isRaw(item) ? item.raw : print(item);
    if (text === undefined) problems.push({ at, message: `expected ${expects}, not ${shown(item)}` });
    else values.push(text);
  }
  return problems.length > 0 ? { problems } : { values };
}

/**
 * Joins words into one assignment, keeping each `""` as an assignment of its own, because only an empty
 * assignment resets.
 */
function joinAroundResets(words: readonly string[]): readonly string[] {
  const values: string[] = [];
  let run: string[] = [];
  for (const word of words) {
    if (word !== "") {
      run.push(word);
      continue;
    }
    if (run.length > 0) values.push(run.join(" "));
    values.push("");
    run = [];
  }
  if (run.length > 0) values.push(run.join(" "));
  return values;
}
