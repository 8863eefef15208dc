import { join } from "node:path";
import ts from "typescript";

const folder = join(import.meta.dirname, "..");
/** The file that is written by somebody who uses the package. */
export const consumer: string = join(folder, "consumer.ts");

const { options } = ts.parseJsonConfigFileContent({ extends: "../../tsconfig.published.json" }, ts.sys, folder);
/** What all services read, parsed once. */
const documents = ts.createDocumentRegistry();

/**
 * The language service over what somebody writes against the declarations in `dist`, as an editor asks it.
 */
export function languageService(code: string): ts.LanguageService {
  const read = (path: string) => (path === consumer ? code : ts.sys.readFile(path));
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [consumer],
    // Two services have another text at the same place.
    getScriptVersion: (path) => (path === consumer ? code : "as it is"),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === consumer || ts.sys.fileExists(path),
    directoryExists: ts.sys.directoryExists,
    readFile: read,
  };
  return ts.createLanguageService(host, documents);
}
