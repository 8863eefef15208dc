// What all packages share and none is about. Other packages import it as `@drydock/systemd/ground`.
export { type Diagnostic, hasErrors, printDiagnostic, printDiagnostics, type Severity } from "./ground/diagnostic.ts";
export { DrydockError, type ErrorData, type ErrorDetails } from "./ground/drydock-error.ts";
export { checkOptions } from "./ground/check-options.ts";
export { describeShape } from "./ground/describe-shape.ts";
export { OptionError } from "./ground/option-error.ts";
export { optionProblems } from "./ground/option-problems.ts";
export { nearest } from "./ground/nearest.ts";
export { shown } from "./ground/shown.ts";
export { textOf } from "./ground/text-of.ts";
export { canonicalJson } from "./ground/canonical-json.ts";
export { hexDigest } from "./ground/hex-digest.ts";
export { goQuote, goQuoteByte, goTrimSpace, isGoSpace } from "./ground/go-text.ts";
export { userDataLimit } from "./ground/user-data-limit.ts";
export {
  anything,
  deprecated,
  either,
  flag,
  list,
  map,
  methods,
  notEmpty,
  noted,
  object,
  oneOf,
  pair,
  required,
  since,
  text,
  textLike,
  until,
  valueLike,
  whole,
} from "./ground/build-shape.ts";
export { type Accepted, type FieldsOf, type Shape, type TextRule } from "./ground/shape.ts";
