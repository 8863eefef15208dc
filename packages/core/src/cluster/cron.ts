/** The five fields of a cron expression: their bounds, and the words that stand for numbers. */
const fields = [
  { least: 0, most: 59, words: [] },
  { least: 0, most: 23, words: [] },
  { least: 1, most: 31, words: [] },
  { least: 1, most: 12, words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] },
  { least: 0, most: 7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
] as const;
type Field = (typeof fields)[number];

/** Whether a text is a time in the five fields of crontab(5), with lists, ranges and steps. */
export function isCron(text: string): boolean {
  const given = text.trim().split(/\s+/);
  return given.length === fields.length && fields.every((field, index) => isOf(field, given[index] ?? ""));
}

function isOf(field: Field, text: string): boolean {
  return text.split(",").every((part) => {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-").map((end) => numberOf(field, end));
    const [from = Number.NaN, to = from] = ends;
    return ends.length <= 2 && from >= field.least && to <= field.most && from <= to;
  });
}

function numberOf({ least, words }: Field, end: string): number {
  if (/^\d{1,2}$/.test(end)) return Number(end);
  const place = words.findIndex((word) => word === end.toUpperCase());
  return place < 0 ? Number.NaN : place + least;
}
