import { AwsError } from "../aws-error.ts";

/** An error of Systems Manager; its names on the wire and in the SDK are the same. */
export const ssmError = (code: string, message: string): AwsError => new AwsError(code, message);

/** `ValidationException`. */
export const invalid = (message: string): AwsError => ssmError("ValidationException", message);

/** `ParameterNotFound`. */
export const notFound = (name: string): AwsError => ssmError("ParameterNotFound", `Parameter ${name} not found.`);

/** `InvalidNextToken`. */
export const invalidToken = (): AwsError => ssmError("InvalidNextToken", "The specified token is not valid.");
