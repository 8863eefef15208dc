import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

const run = promisify(execFile);

const folder = join(import.meta.dirname, "..");
const dist = join(folder, "dist");
/** The file that is written by somebody who uses the package. */
export const consumer: string = join(folder, "consumer.ts");

const { config } = ts.readConfigFile(join(folder, "../../tsconfig.base.json"), ts.sys.readFile);
const { compilerOptions } = config as { readonly compilerOptions: Readonly<Record<string, unknown>> };
const { options } = ts.parseJsonConfigFileContent(
  { compilerOptions: { ...compilerOptions, composite: false, declarationMap: false }, files: [] },
  ts.sys,
  folder,
);

/** The declarations of the package as the compiler publishes them, by the path that they will have. */
export async function declarations(): Promise<ReadonlyMap<string, string>> {
  const out = mkdtempSync(join(tmpdir(), "drydock-declarations-"));
  try {
    // What is wrong with the source is said elsewhere.
    const once = ["--noCheck", "--composite", "false", "--incremental", "false", "--tsBuildInfoFile", "null"];
    const kind = ["--declaration", "--declarationMap", "false", "--outDir", out];
    await run(join(folder, "../../node_modules/.bin/tsc"), ["-p", join(folder, "tsconfig.json"), ...once, ...kind]);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
    return new Map(files.map((file) => [join(dist, file), readFileSync(join(out, file), "utf8")]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The language service over what a consumer of those declarations writes, as an editor asks it. */
export function languageService(published: ReadonlyMap<string, string>, code: string): ts.LanguageService {
  const folders = new Set([...published.keys()].map((path) => dirname(path)));
  const read = (path: string) => (path === consumer ? code : (published.get(path) ?? ts.sys.readFile(path)));
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, emitDeclarationOnly: false }),
    getScriptFileNames: () => [consumer],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    // What an earlier build left in the folder is not seen.
    fileExists: (path) => published.has(path) || (!path.startsWith(dist) && ts.sys.fileExists(path)),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    readFile: read,
  });
}
