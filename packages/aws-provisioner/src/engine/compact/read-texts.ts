import { expansion } from "./expansion.ts";
import { mark, type SavedText } from "./saved-text.ts";

/**
 * Looks texts up by what stands in their place.
 *
 * @throws {RangeError} For a text that is like none before it, for more of them than `expansion` allows, and
 * on a look-up of one that there is not.
 */
export function readTexts(saved: readonly SavedText[]): (reference: string) => string {
  const decoded: string[] = [];
  const spend = expansion();
  for (const [place, one] of saved.entries()) {
    if (typeof one === "string") decoded.push(one);
    else if (!("like" in one)) decoded.push(one.text);
    else {
      const whole = one.like < place ? decoded[one.like] : undefined;
      if (whole === undefined || one.head + one.tail > whole.length)
        throw new RangeError(`texts.${place}: it is like no text before it`);
      spend(one.head + one.text.length + one.tail);
      decoded.push(whole.slice(0, one.head) + one.text + whole.slice(whole.length - one.tail));
    }
  }
  const texts = decoded.map((text, place) => {
    const one = saved[place];
    return typeof one === "object" && one.base64 === true ? Buffer.from(text).toString("base64") : text;
  });
  return (reference) => {
    if (!reference.startsWith(mark)) return reference;
    const place = Number(reference.slice(mark.length));
    const text = Number.isInteger(place) ? texts[place] : undefined;
    if (text === undefined) throw new RangeError(`there is no text ${JSON.stringify(reference)}`);
    return text;
  };
}
