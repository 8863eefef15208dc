import { formatReport, type Report, type ReportEntry } from "./report.ts";

/** A config that the target would refuse or only half understand; `report` has what is wrong and where. */
export class RenderError extends Error {
  override readonly name = "RenderError";
  readonly report: Report;

  constructor(target: string, entries: readonly ReportEntry[]) {
    const report = { entries };
    super(`the config is not fit for ${target}:\n${formatReport(report)}`);
    this.report = report;
  }
}
