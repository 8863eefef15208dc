import { expect, it } from "vitest";
import { unit } from "../../unit/unit.ts";
import { validateUnit } from "../../validate/validate-unit.ts";
import { checkCalendar } from "./calendar.ts";

it.each([
  ["daily", true],
  ["Semi-Annually", true],
  ["Sun 03:00", true],
  ["Monday", true],
  ["tue,Thu 12:00 UTC", true],
  ["Mon..Fri *-*-* 04:00:00 Europe/Berlin", true],
  ["Mon-Fri", true],
  ["*-*-01 04:00", true],
  ["05:40", true],
  ["@1395716396", true],
  ["%i", true],
  ["evry day", false],
  ["dayly", false],
  ["Su 03:00", false],
  ["Sunn 03:00", false],
])("%s: %j", (text, isCalendar) => {
  expect(checkCalendar(text, "OnCalendar") === undefined).toBe(isCalendar);
  const timer = { Timer: { OnCalendar: text } };
  const found = validateUnit(`[Timer]\nOnCalendar=${text}\n`, { name: "a.timer" });
  expect(found.some(({ path }) => path.startsWith("$.Timer.OnCalendar"))).toBe(!isCalendar);
  if (isCalendar) expect(unit("a.timer", timer).name).toBe("a.timer");
  else expect(() => unit("a.timer", timer)).toThrow("is no calendar expression");
});
