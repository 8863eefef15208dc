import { randomBytes } from "node:crypto";
import type { Connection, DrawnPurpose } from "../aws/connection.ts";
import type { Recorder } from "../aws/recording/recorder.ts";

/** Gives a number from 0 up to 1. */
export type Draw = (purpose: DrawnPurpose) => number;

/** Draws from the source of the options, or a cryptographic one, and has the log keep what a replay needs. */
export function drawing(random: Connection["random"], recorder: Pick<Recorder, "drew"> | undefined): Draw {
  const source = random ?? (() => randomBytes(4).readUInt32BE() / 2 ** 32);
  return (purpose) => {
    const number = source(purpose);
    if (purpose === "operation" || purpose === "pause") recorder?.drew(purpose, number);
    return number;
  };
}
