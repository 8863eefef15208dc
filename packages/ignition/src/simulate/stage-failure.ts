import { DrydockError } from "@drydock/systemd/ground";

/** The files stage cannot go on; Ignition then stops the boot with what was written so far on the disk. */
export class StageFailure extends DrydockError<"stage-failure"> {
  static override readonly type: string = "StageFailure";

  /** Where in the config: `$.storage.files.0`. */
  readonly path: string;

  constructor(path: string, message: string) {
    super("stage-failure", message);
    this.path = path;
  }
}
