/** What ends a type at one level of brackets, so that no union reaches across it. */
const borders = [", ", "; ", ": ", " => ", " = ", " ? ", " extends ", " is "];
const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/**
 * A type as TypeScript writes it, with the members of each union and the fields of each object in the order
 * of their text. TypeScript's own order is that in which it met them, which any edit anywhere may change.
 */
export function sortType(type: string): string {
  let at = 0;
  return level("");

  /** Reads up to the bracket that ends the level. */
  function level(end: string): string {
    const fields: string[] = [];
    let done = "";
    let members = [""];
    const finish = () => {
      done += members.length === 1 ? members[0] : sorted(members);
      members = [""];
    };
    const add = (text: string) => members.push((members.pop() ?? "") + text);
    while (at < type.length && type[at] !== end) {
      const border = borders.find((one) => type.startsWith(one, at));
      const open = type[at] ?? "";
      if (border === "; " && end === "}") {
        finish();
        fields.push(done);
        done = "";
        at += border.length;
      } else if (border !== undefined) {
        finish();
        done += border;
        at += border.length;
      } else if (type.startsWith(" | ", at)) {
        members.push("");
        at += 3;
      } else if (open === "'" || open === "`") add(quoted(open));
      else {
        at += 1;
        const close = closing[open];
        add(close === undefined ? open : open + level(close) + close);
        if (close !== undefined) at += 1;
      }
    }
    finish();
    return fields.length === 0 ? done : sortedFields([...fields, done]);
  }

  function quoted(quote: string): string {
    const start = at;
    do at += type[at] === "\\" ? 2 : 1;
    while (at < type.length && type[at] !== quote);
    at += 1;
    return type.slice(start, at);
  }
}

/** The fields of `{ a: A; b: B; }`; what follows the last semicolon is the space before the brace. */
function sortedFields(fields: readonly string[]): string {
  const own = fields.map((field) => field.trim()).filter((field) => field !== "");
  return ` ${own.toSorted((a, b) => (a < b ? -1 : 1)).join("; ")}; `;
}

function sorted(members: readonly string[]): string {
  const [first = ""] = members;
  // Space beside the braces of an object.
  const lead = /^\s*/.exec(first)?.[0] ?? "";
  const tail = /\s*$/.exec(members.at(-1) ?? "")?.[0] ?? "";
  const own = members.map((member) => member.trim());
  own[0] = first.slice(lead.length).trim();
  return lead + own.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).join(" | ") + tail;
}

function rank(member: string): number {
  return ["null", "undefined"].indexOf(member) + 1;
}
