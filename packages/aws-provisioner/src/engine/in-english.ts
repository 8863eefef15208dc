import english from "zod/v4/locales/en.js";

/** How a value is read of whose faults a person is told: the small form of zod brings no words of its own. */
export const inEnglish = { error: english().localeError };
