import { packageBuild, withZod } from "../../tools/package-build.ts";

export default packageBuild({ entry: ["src/index.ts", "src/design-index.ts"], ...withZod(import.meta.dirname) });
