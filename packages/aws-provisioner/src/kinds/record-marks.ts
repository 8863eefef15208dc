import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { plainName } from "./record-form.ts";

/**
 * Marks in one text, which has at most 255 characters (Route 53 developer guide, "TXT record type"): 60 of 4
 * fill 240.
 */
const perText = 60;
const begins = "wrote=";

/** The name under which a zone tells which of its records Drydock wrote. Its listing carries no tags. */
function markName(zoneName: string): string {
  return `_drydock.${zoneName}`;
}

/** The record that tells marks; it changes in the same batch as what it is about. */
export function markSet(zoneName: string, marks: readonly string[]): ResourceRecordSet {
  const count = Math.max(1, Math.ceil(marks.length / perText));
  const texts = Array.from({ length: count }, (_, at) => marks.slice(at * perText, (at + 1) * perText).join(""));
  const ResourceRecords = texts.map((text) => ({ Value: `"${begins}${text}"` }));
  return { Name: markName(zoneName), Type: "TXT", TTL: 300, ResourceRecords };
}

export function isMarkSet(zoneName: string, { Name = "", Type }: ResourceRecordSet): boolean {
  return Type === "TXT" && plainName(Name) === markName(zoneName);
}

/** The marks that such a record tells, in order. */
export function readMarkSet({ ResourceRecords = [] }: ResourceRecordSet): string[] {
  return ResourceRecords.flatMap(({ Value = "" }) => {
    const text = Value.replaceAll('"', "");
    return text.startsWith(begins) ? (text.slice(begins.length).match(/[\w-]{4}/g) ?? []) : [];
  }).toSorted();
}
