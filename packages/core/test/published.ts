import { join } from "node:path";
import ts from "typescript";

const folder = join(import.meta.dirname, "..");
/** The file that is written by somebody who uses the package. */
export const consumer: string = join(folder, "consumer.ts");

const { options } = ts.parseJsonConfigFileContent({ extends: "../../tsconfig.published.json" }, ts.sys, folder);

/** The language service over what somebody writes against the declarations in `dist`, as an editor asks it. */
export function languageService(code: string): ts.LanguageService {
  const read = (path: string) => (path === consumer ? code : ts.sys.readFile(path));
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [consumer],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === consumer || ts.sys.fileExists(path),
    directoryExists: ts.sys.directoryExists,
    readFile: read,
  });
}
