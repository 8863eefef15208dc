/** The files stage cannot go on; Ignition then stops the boot with what was written so far on the disk. */
export class StageFailure extends Error {
  override readonly name = "StageFailure";
  /** Where in the config: `$.storage.files.0`. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}
