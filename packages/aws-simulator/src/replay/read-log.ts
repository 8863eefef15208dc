import { type Diagnostic, OptionError } from "@drydock/systemd/ground";
import { kindOf, type LineKind, lineProblems } from "./log-line.ts";
import type { Fields, LoggedAttempt, LoggedLocal, LogRun } from "./log-run.ts";

/** Characters of a log, and of a line of it, and how deep it is nested, at most. */
const most = { log: 256 * 1024 * 1024, line: 64 * 1024 * 1024, depth: 100 } as const;

interface Line {
  readonly number: number;
  readonly kind: LineKind;
  readonly fields: Fields;
}

/**
 * The runs of a log. A last line that is cut short is passed over, also where another run was added after it.
 *
 * @throws {OptionError} `invalid-option`, with every bad line and its number.
 */
export function readLog(log: unknown): LogRun[] {
  const problems: Diagnostic[] = [];
  const refuse = (message: string, line?: number) =>
    void problems.push({ severity: "error", path: "$", message, ...(line !== undefined && { line }) });
  const lines = typeof log === "string" && log.length <= most.log ? linesOf(log, refuse) : [];
  if (typeof log !== "string") refuse("a log is the text of a file that flightLog wrote");
  else if (log.length > most.log) refuse(`it has ${log.length} characters, of which ${most.log} are read at most`);
  else if (lines[0] !== undefined && lines[0].kind !== "header")
    refuse("a log begins with what it is: no run begins before this line", lines[0].number);
  else if (lines.length === 0 && problems.length === 0) refuse("it ends before the first line does");
  const runs = runsOf(lines, refuse);
  if (problems.length > 0)
    throw new OptionError(
      "replay",
      problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    );
  return runs;
}

function linesOf(log: string, refuse: (message: string, line: number) => void): Line[] {
  const texts = log.split("\n");
  const isEnded = texts.at(-1) === "";
  if (isEnded) texts.pop();
  const read = texts.map((text) => parsed(text));
  return read.flatMap((one, at): Line[] => {
    const number = at + 1;
    if ("refusal" in one) {
      // What was being written when the process ended: at the end, or before what the next one has added.
      const isLast = at === texts.length - 1;
      const isCut = one.isCut && (isLast ? !isEnded : kindOf(read[at + 1]?.value) === "header");
      if (!isCut) refuse(one.refusal, number);
      return [];
    }
    const kind = kindOf(one.value);
    if (kind === undefined) {
      refuse("it is no line of a log of calls", number);
      return [];
    }
    const problems = lineProblems(kind, one.value);
    for (const problem of problems) refuse(problem, number);
    return problems.length > 0 ? [] : [{ number, kind, fields: one.value as Fields }];
  });
}

type Parsed =
  | { readonly value: unknown }
  | { readonly value?: undefined; readonly refusal: string; readonly isCut: boolean };

function parsed(text: string): Parsed {
  if (text.length > most.line) {
    return { refusal: `it has ${text.length} characters, of which ${most.line} are read at most`, isCut: false };
  }
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, most.depth)
      ? { refusal: `it is nested more than ${most.depth} deep`, isCut: false }
      : { value };
  } catch {
    return { refusal: "it is no JSON", isCut: true };
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}

function runsOf(lines: readonly Line[], refuse: (message: string, line: number) => void): LogRun[] {
  const begins = lines.flatMap(({ kind }, at) => (kind === "header" ? [at] : []));
  return begins.flatMap((begin, run) => {
    const [header, ...rest] = lines.slice(begin, begins[run + 1]);
    return header === undefined ? [] : [runOf(header, rest, refuse)];
  });
}

function runOf(header: Line, lines: readonly Line[], refuse: (message: string, line: number) => void): LogRun {
  const { at, cluster, region, version, patience } = header.fields as unknown as LogRun;
  const ofKind = <Kind>(kind: LineKind) =>
    lines.flatMap((line) => (line.kind === kind ? [{ line: line.number, ...line.fields } as Kind] : []));
  const attempts = ofKind<LoggedAttempt>("attempt").toSorted((a, b) => a.seq - b.seq);
  attempts.forEach(({ seq, line }, index) => {
    if (attempts[index - 1]?.seq === seq) refuse(`the attempt ${seq} stands in another line too`, line);
  });
  const drawn = new Map<string, number[]>();
  for (const { drew, numbers } of ofKind<{ drew: string; numbers: readonly number[] }>("drawn")) {
    drawn.set(drew, [...(drawn.get(drew) ?? []), ...numbers]);
  }
  const [told] = ofKind<{ t: number; ledger: Fields | null }>("ledger");
  const ledger = { t: told?.t ?? 0, record: told?.ledger ?? undefined };
  const claims = ofKind<{ t: number; claimed: { record?: Fields | null } }>("claimed");
  const [aborted] = ofKind<{ t: number }>("aborted");
  const [interrupted] = ofKind<{ t: number }>("interrupted");
  return {
    at,
    cluster,
    region,
    version,
    patience,
    attempts,
    drawn,
    locals: ofKind<LoggedLocal>("local"),
    ledger,
    claims: claims.map(({ t, claimed: { record = ledger.record } }) => ({
      t,
      record: record ?? undefined,
    })),
    abortedAt: aborted?.t,
    interruptedAt: interrupted?.t,
    endsAt: Math.max(0, ...lines.map(({ fields: { t = 0, ms = 0 } }) => Number(t) + Number(ms))),
    isCut: !lines.some(({ kind }) => kind === "over"),
  };
}
