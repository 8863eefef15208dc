import { packageBuild, withZod } from "../../tools/package-build.ts";

export default packageBuild(withZod(import.meta.dirname));
