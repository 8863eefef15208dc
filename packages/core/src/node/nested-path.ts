/**
 * Whether one of two paths lies below the other, so that one is a folder and the other must not be a file.
 */
export function nestedPath(one: string, other: string): boolean {
  return one !== "" && other !== "" && (one.startsWith(`${other}/`) || other.startsWith(`${one}/`));
}
