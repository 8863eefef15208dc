import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Gives text its style for a terminal, or leaves it as it is. */
export function painter(color: boolean): (style: Style, text: string) => string {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}
