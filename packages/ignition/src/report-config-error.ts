import { formatReport, type Report } from "./report.ts";

/** A value that is no Ignition config at all: of an unknown spec, or with values of the wrong type. `report` has every finding. */
export class IgnitionConfigError extends Error {
  override readonly name = "IgnitionConfigError";
  readonly report: Report;

  constructor(what: string, report: Report) {
    super(`${what} is not an Ignition config:\n${formatReport(report)}`);
    this.report = report;
  }
}
