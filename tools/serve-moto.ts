import { once } from "node:events";
import { withSignals } from "../packages/aws-provisioner/src/index.ts";
import { motoVersion, startMoto } from "./moto.ts";

/**
 * Serves an account of moto, empty but for the images that clusters look for, until it is interrupted or what
 * runs it ends.
 */
const moto = await startMoto();
console.log(`moto ${motoVersion}. In another shell:`);
console.log(
  `export AWS_ENDPOINT_URL=${moto.endpoint} AWS_REGION=us-west-2 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`,
);
await withSignals(
  async ({ interrupt }) => {
    await once(interrupt, "abort");
    await moto.stop();
  },
  { say: () => {} },
);
